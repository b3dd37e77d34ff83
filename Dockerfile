# The service in a container: `docker build -t orleu .`; see docs/operations.md.
FROM python:3.11-slim AS build
WORKDIR /build
COPY requirements.lock requirements-test.lock ./
# What runs, and of the tools only setuptools, each by its hash.
RUN sed -n '/^setuptools==/,/[^\\]$/p' requirements-test.lock > build.lock \
    && python -m venv /srv/orleu \
    && /srv/orleu/bin/pip install --no-cache-dir --require-hashes -r requirements.lock -r build.lock
COPY pyproject.toml setup.py README.md LICENSE ./
COPY bot bot/
COPY dialogs dialogs/
COPY locales locales/
RUN /srv/orleu/bin/pip install --no-cache-dir --no-deps --no-build-isolation . \
    && /srv/orleu/bin/pip uninstall -y setuptools

FROM python:3.11-slim
COPY --from=build /srv/orleu /srv/orleu
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/orleu orleu \
    && install -d -o orleu -g orleu -m 700 /var/lib/orleu/data
ENV PATH=/srv/orleu/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    ORLEU_HTTP_HOST=0.0.0.0 \
    ORLEU_HTTP_PORT=8080 \
    ORLEU_DATA_DIR=/var/lib/orleu/data
USER orleu
WORKDIR /var/lib/orleu
VOLUME /var/lib/orleu/data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8080/readyz', timeout=4)"]
ENTRYPOINT ["orleu"]
CMD ["run"]
