from groupcounsel.audit.trail import record

NONE = "\ufffd"  # for the one sign that the database cannot keep


class RefusalsAreRecorded:
    """A signed-in person who was refused: the view that refused and the ids in its address."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        match = request.resolver_match
        if response.status_code in (403, 404) and match and request.user.is_authenticated:
            ids = {name: str(value).replace("\0", NONE) for name, value in match.kwargs.items()}
            record(by=request.user, action="refused", view=match.view_name, status=response.status_code, ids=ids)
        return response
