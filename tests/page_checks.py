"""What must hold of every page we serve: it is whole in itself, strict, and readable by all."""

from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urlsplit

ADDRESSES = {"src", "href", "action", "formaction", "srcset", "poster", "data", "xlink:href"}
OURS = {"", "testserver", "localhost:8000"}
# Words of help in the library's own office screens: links no browser follows by itself.
LIBRARY_LINKS = {
    "https://www.enable-javascript.com/",
    "https://guide.wagtail.org/content-checks/",
}
DATA_SCRIPTS = {"application/json", "application/ld+json", "text/x-template"}
STRICT = {"script-src": ["'self'"], "style-src": ["'self'"], "default-src": ["'self'"]}


class Page(HTMLParser):
    """Notes what the checks ask about while reading a page once."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.addresses, self.inline, self.ids, self.links = [], [], [], []
        self.images_without_words, self.headings, self.forms_without_token = 0, 0, 0
        self.in_post_form, self.has_token = False, False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        for name, value in attrs:
            if name in ADDRESSES and value:
                self.addresses.append(value)
            if name == "style" or name.startswith("on") or name.startswith("hx-on"):
                self.inline.append(f"<{tag} {name}=…>")
            if name == "id":
                self.ids.append(value)
        if tag == "style" or (
            tag == "script" and "src" not in named and named.get("type") not in DATA_SCRIPTS
        ):
            self.inline.append(f"<{tag}>")
        if tag == "a" and named.get("href"):
            self.links.append(named["href"])
        if tag == "img" and "alt" not in named:
            self.images_without_words += 1
        if tag == "h1":
            self.headings += 1
        if tag == "form":
            self.in_post_form = (named.get("method") or "get").lower() == "post"
            self.has_token = False
        if tag == "input" and named.get("name") == "csrfmiddlewaretoken":
            self.has_token = True

    def handle_endtag(self, tag):
        if tag == "form":
            self.forms_without_token += self.in_post_form and not self.has_token
            self.in_post_form = False


def is_html(response):
    return response.headers.get("Content-Type", "").startswith("text/html")


def outside_faults(response):
    """Addresses of other hosts in the page, its policy or its headers."""
    page = Page(response.content.decode())
    faults = [
        f"address of another host: {address}"
        for address in page.addresses
        if address not in LIBRARY_LINKS
        and urlsplit(address).scheme not in ("data", "mailto", "tel", "blob")
        and urlsplit(address).netloc not in OURS
    ]
    for directive, sources in policy_of(response).items():
        faults += [
            f"policy allows {source} in {directive}"
            for source in sources
            if source.startswith(("http", "*", "//")) or "." in source
        ]
    return faults


def policy_of(response):
    """The content policy a response carries: {directive: [source, …]}."""
    header = response.headers.get("Content-Security-Policy", "")
    parts = [part.split() for part in header.split(";") if part.strip()]
    return {part[0]: part[1:] for part in parts}


def strictness_faults(response):
    """What a page outside the office may not have: inline code, a loose policy, a bare form."""
    page = Page(response.content.decode())
    policy = policy_of(response)
    faults = [f"inline: {found}" for found in page.inline]
    faults += [f"loose policy: {name}" for name, want in STRICT.items() if policy.get(name) != want]
    faults += ["a POST form without a token"] * page.forms_without_token
    faults += ["an image without words"] * page.images_without_words
    faults += [f"id twice: {name}" for name, times in Counter(page.ids).items() if times > 1]
    if page.headings != 1:
        faults.append(f"{page.headings} first headings instead of one")
    return faults


def faults_of(response, path):
    """Everything wrong with one answer; nothing for what is not a page."""
    if response.status_code >= 500:
        return [f"answered {response.status_code}"]
    if not is_html(response) or not response.content:
        return []
    if path.startswith("/office/"):
        return outside_faults(response)
    return outside_faults(response) + strictness_faults(response)
