class NothingIsKeptMiddleware:
    """No browser and no proxy keeps an answer: who sits down at the same screen afterwards finds nothing with "back".

    Pages before the sign-in are meant too, they carry one-time keys. Static files are answered before they come here.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers["Cache-Control"] = "no-store"
        return response
