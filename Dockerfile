# One image for web, worker, beat and the preparation; docker-compose.yml says which is which.
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 GROUPCOUNSEL_VAR=/var/lib/groupcounsel
WORKDIR /srv/groupcounsel

COPY requirements.lock ./
RUN pip install --no-cache-dir --disable-pip-version-check --no-deps --compile --require-hashes -r requirements.lock

RUN useradd --system --uid 10001 --home-dir /var/lib/groupcounsel --create-home groupcounsel
COPY --chown=groupcounsel . .
USER groupcounsel
# The languages are part of the image; these settings are for this line only.
RUN SECRET_KEY=build FIELD_KEYS=build DATABASE_URL=postgres://build/build REDIS_URL=redis://build \
    python manage.py compile_language

EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz/', timeout=4)"]
CMD ["gunicorn", "groupcounsel.wsgi:application", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", \
     "--workers", "2", "--threads", "8", "--preload", "--no-control-socket", "--log-level", "warning"]
