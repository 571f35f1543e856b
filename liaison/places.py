"""A station as a place people are posted to."""


def stations_under(scope, scope_id):
    """The stations of a congress, for those who post its officers: {key: name}."""
    from .models import Station

    if scope != "congress":
        return {}
    return dict(Station.objects.filter(congress=scope_id).values_list("pk", "name"))
