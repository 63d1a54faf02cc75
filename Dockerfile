# Four images from one file; the last is the server. docs/operations.md says how they are run, compose.yaml runs them.

# The workspace's manifests alone, so that a change of sources does not install everything anew.
FROM node:20-bookworm-slim AS manifests
RUN npm install --global pnpm@12
WORKDIR /app
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml tsconfig.base.json ./
COPY shared/package.json shared/
COPY server/package.json server/
COPY miniprogram/package.json miniprogram/
COPY test/package.json test/

FROM manifests AS build
RUN pnpm install --frozen-lockfile
COPY shared shared/
COPY server server/
COPY miniprogram miniprogram/
RUN node_modules/.bin/tsc -b server
RUN pnpm --filter @linping/miniprogram run build:h5

FROM manifests AS dependencies
RUN pnpm install --prod --frozen-lockfile --filter "@linping/server..."

FROM node:20-bookworm-slim AS server
ENV NODE_ENV=production
WORKDIR /app
# Volumes take over owner and mode of what they are first mounted on.
RUN install -d -m 0700 -o node -g node /var/lib/linping /var/lib/linping-seal-keys
COPY --from=dependencies /app/node_modules node_modules/
COPY --from=dependencies /app/shared shared/
COPY --from=dependencies /app/server server/
COPY --from=build /app/shared/dist shared/dist/
COPY --from=build /app/server/dist server/dist/
COPY --from=build /app/server/openapi.json server/
COPY --from=build /app/miniprogram/dist/h5 miniprogram/dist/h5/
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT ?? 3000}/api/health/ready`).then((reply) => process.exit(reply.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "server/dist/main.js"]

# The server's programs beside MariaDB's own, for backup, restore and drill.
FROM server AS operations
USER root
RUN apt-get update && apt-get install -y --no-install-recommends mariadb-client && rm -rf /var/lib/apt/lists/*
USER node
HEALTHCHECK NONE
CMD ["node", "server/dist/cli/drill.js"]

FROM server
