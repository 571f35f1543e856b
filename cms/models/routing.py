"""Finding a page in few questions to the database; a resident's telephone waits for each."""

from django.http import Http404
from wagtail.models import PageViewRestriction


class FewQueries:
    """A page that remembers the pages above it while it is being routed to.

    The breadcrumbs and the check for private pages then need not ask for them again.
    """

    trail = None  # the pages above, from the home page down; set on the way to this page

    def route(self, request, path_components):
        if self.trail is None:
            self.trail = []
        if not path_components:
            return super().route(request, path_components)
        child = self.child_at(path_components[0])
        child.trail = [*self.trail, self]
        child._cached_parent_obj = self
        return child.route(request, path_components[1:])

    def child_at(self, slug):
        """The page below this one at that address, as its own kind; Http404 when there is none."""
        child = self.get_children().filter(slug=slug).first()
        if child is None:
            raise Http404
        return child.specific

    def get_view_restrictions(self):
        """The framework's own answer, asked of the database once instead of twice."""
        if self.trail is None or any(page.alias_of_id for page in [*self.trail, self]):
            return super().get_view_restrictions()
        paths = [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]
        return PageViewRestriction.objects.filter(page__path__in=paths)


class OneKindBelow(FewQueries):
    """A list page: all its children are of one kind, so one question finds a child whole."""

    def child_at(self, slug):
        (kind,) = self.allowed_subpage_models()
        children = kind.objects.child_of(self).filter(slug=slug)
        child = children.select_related(*kind.loaded_with).first()
        if child is None:
            raise Http404
        return child
