"""A person in front of a browser. Whatever page they reach is looked over on the way."""

from axe_playwright_python.sync_playwright import Axe

GRAVE = {"serious", "critical"}
PHONE = {
    "viewport": {"width": 360, "height": 740},
    "is_mobile": True,
    "has_touch": True,
    "device_scale_factor": 2,
}
DESK = {"viewport": {"width": 1280, "height": 900}}


class Visitor:
    """One browser window with its own cookies.

    `look()` asserts of the page in front of them: no console message of fault (so no breach of the
    content policy), no request to another host, nothing wider than the screen, and nothing axe
    calls serious or critical.
    """

    def __init__(self, browser, site, *, phone, language):
        self.site = site
        self.context = browser.new_context(
            **(PHONE if phone else DESK), locale=language, accept_downloads=True
        )
        self.context.set_default_timeout(20_000)
        self.faults, self.outside = [], []
        self.context.on("console", self._hear)
        self.context.on("weberror", lambda error: self.faults.append(str(error.error)))
        self.context.on("request", self._note)
        self.page = self.context.new_page()

    def _hear(self, message):
        if message.type in ("error", "warning"):
            self.faults.append(message.text)

    def _note(self, request):
        if not request.url.startswith((self.site.address, "data:", "blob:", "about:")):
            self.outside.append(request.url)

    def open(self, path):
        """Go to an address of the site and look the page over."""
        answer = self.page.goto(self.site.address + path)
        assert answer.status == 200, f"{path} answered {answer.status}"
        self.look()
        return self.page

    def sign_in(self, user, password):
        self.open("/sign-in/")
        self.page.fill("[name=username]", user)
        self.page.fill("[name=password]", password)
        self.page.locator("form:has([name=password]) [type=submit]").click()
        self.look()

    def click(self, words, *, role=None):
        """Follow the link or press the button with these words, then look at what comes."""
        page = self.page
        found = page.get_by_role(role, name=words) if role else self._link_or_button(words)
        found.first.click()
        page.wait_for_load_state()
        self.look()

    def _link_or_button(self, words):
        page = self.page
        return page.get_by_role("button", name=words).or_(page.get_by_role("link", name=words))

    def sees(self, *words):
        text = self.page.locator("main").inner_text()
        for word in words:
            assert word in text, f"“{word}” is not on {self.page.url}:\n{text}"

    def look(self):
        page = self.page
        page.wait_for_load_state("load")
        where = page.url.removeprefix(self.site.address)
        assert not self.faults, f"{where}: {self.faults}"
        assert not self.outside, f"{where} asked another host: {self.outside}"
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 1, f"{where} is {wide} px wider than the screen"
        found = Axe().run(page).response["violations"]
        grave = [
            f"{one['id']}: {node['html'][:160]}"
            for one in found
            if one["impact"] in GRAVE
            for node in one["nodes"][:3]
        ]
        assert not grave, f"{where}:\n" + "\n".join(grave)

    def leave(self):
        self.context.close()
