# The whole site in one image, for amd64 and arm64. docs/deploy.md walks through it; compose.yaml runs it.
# tests/deploy/ reads this file and runs its commands, without Docker, in an empty folder.
FROM python:3.13-slim-bookworm AS build
WORKDIR /app
COPY requirements.lock ./
RUN python -m venv --without-pip /venv && \
    pip --python /venv/bin/python install --quiet --disable-pip-version-check --no-compile --only-binary :all: \
    --require-hashes -r requirements.lock
# The site speaks English: the other languages of Django and allauth, and what they are made of, are 20 MB.
RUN find /venv -path "*/locale/*" -name "*.[mp]o" -not -path "*/locale/en*" -delete
COPY . .
# Is everything there? What the check imports is compiled by that, and the rest here: a read-only disk takes nothing later.
# All that is never imported would be 15 MB more.
RUN DATA_DIR=/tmp/data /venv/bin/python manage.py check && \
    cd /venv/lib/python3*/site-packages && \
    /venv/bin/python -m compileall -q billiard celery django_celery_beat granian kombu supervisor /app && \
    mkdir -m 700 /data

FROM python:3.13-slim-bookworm
COPY --from=build /venv /venv
COPY --from=build /app /app
COPY --from=build --chown=10001:10001 /data /data
WORKDIR /app
ENV PATH=/venv/bin:$PATH HOST=0.0.0.0 DATA_DIR=/data PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=90s CMD ["python", "-I", "tmdbsite/healthcheck.py"]
ENTRYPOINT ["python", "manage.py"]
CMD ["start"]
