# syntax=docker/dockerfile:1
#
# One image per app; docker-compose.yml runs them.
#
#   docker build --target monolith -t seam-monolith .
#   docker build --target auth     -t seam-auth .      (or any other app)
#
#   docker run --rm -p 127.0.0.1:8001:8001 -v seam-data:/data \
#     -e JWT_SECRET="$(openssl rand -base64 48)" -e DATA_KEY="$(openssl rand -base64 32)" \
#     -e TRUSTED_PROXIES=none \
#     -e MAIL_URL=smtp://user:password@mail.example.com -e MAIL_FROM=no-reply@example.com \
#     -e PUBLIC_URL=https://todo.example.com seam-monolith
# Persistent data is in /data: the embedded databases, unless AUTH_DB_URL and TO_DO_DB_URL name a
# PostgreSQL, and the JSON file of TO_DO_STORE=json-file. Debian, not Alpine: the addon that locks
# files supports glibc only.

FROM node:24-bookworm-slim AS base
WORKDIR /app

# No install scripts: none is needed, and the only one in production reports the installation to
# a third party.
FROM base AS build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json rolldown.config.mjs ./
COPY scripts scripts
COPY migrations migrations
COPY libs libs
COPY apps apps
RUN npm run build

FROM base AS production-dependencies
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts

# The base of all images. Root owns the code; another user runs it, and can write to /data (and
# /tmp) only.
FROM base AS app
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    DATA_DIR=/data \
    JSON_STORE_PATH=/data/tasks.json
RUN mkdir /data && chown node:node /data
COPY --from=production-dependencies /app/node_modules node_modules
# package.json declares ES modules.
COPY package.json ./
COPY bin bin
# The build stamp, and the template of a new DATA_DIR.
COPY --from=build /app/dist/build.json dist/build.json
COPY --from=build /app/dist/database dist/database
USER node
VOLUME /data
# Liveness, not /readyz: do not restart a container because a database is unavailable.
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]

# An app's bundle contains all its code. bin/seam executes node with exec: node is process 1,
# receives SIGTERM and stops gracefully.
FROM app AS auth
ENV PORT=8081
EXPOSE 8081
COPY --from=build /app/dist/apps/auth/bundle dist/apps/auth/bundle
CMD ["bin/seam", "auth"]

FROM app AS todo
ENV PORT=8080
EXPOSE 8080
COPY --from=build /app/dist/apps/todo/bundle dist/apps/todo/bundle
CMD ["bin/seam", "todo"]

FROM app AS mail
ENV PORT=8082
EXPOSE 8082
COPY --from=build /app/dist/apps/mail/bundle dist/apps/mail/bundle
CMD ["bin/seam", "mail"]

# The last target is the default of `docker build .`.
FROM app AS monolith
ENV PORT=8001
EXPOSE 8001
COPY --from=build /app/dist/apps/monolith/bundle dist/apps/monolith/bundle
# The web page, which needs nothing from node_modules at run time.
COPY --from=build /app/dist/web dist/web
CMD ["bin/seam", "monolith"]
