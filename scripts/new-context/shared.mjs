import { formsOf } from './names.mjs';

/** Inserts text at the first match, which stays. */
const before = (match, inserted) => (text) => insert(text, match, (found) => inserted + found);
const after = (match, inserted) => (text) => insert(text, match, (found) => found + inserted);
/** Deletes all matches. */
const without = (match) => (text) => text.replaceAll(match, '');

function insert(text, match, change) {
  if (!match.test(text)) throw new Error(`there is no ${match}: where would the context be?`);
  return text.replace(match, change);
}

const PASSWORDS = / VALKEY(?=; do$)/m;

/** How files that name all contexts gain one. */
export function additions({ context, asked, port }) {
  const { kebab, camel, upper } = formsOf(context);
  const key = kebab === camel ? camel : `'${kebab}'`;
  return {
    'libs/contexts.ts': [
      before(/^\};$/m, `  ${key}: async () => (await import('#${kebab}')).${camel}Context,\n`),
    ],
    'package.json': [before(/^ {4}"dev":/m, `    "start:${kebab}": ${startScript(kebab)},\n`)],
    '.env.example': [before(PASSWORDS, ` ${upper}_DB`)],
    'scripts/test-server-com.sh': [
      before(/ VALKEY_PASSWORD=\$db_password/, ` ${upper}_DB_PASSWORD=$db_password`),
    ],
    Dockerfile: [before(/^# The last target is the default/m, `${stage(kebab, port)}\n`)],
    'docker-compose.yml': [
      before(PASSWORDS, ` ${upper}_DB`),
      before(/(?<=^# +for name in AUTH.*)(?=; do$)/m, ` ${upper}`),
      before(/^$(?=\n+x-\w+-environment)/m, `  ${upper}_PUBLIC_KEYS: \${${upper}_PUBLIC_KEYS:-}\n`),
      before(/^services:$/m, `${environment(kebab, upper)}\n`),
      after(/(?:^ {8}- \*[\w-]+-environment\n)+/m, `        - *${kebab}-environment\n`),
      before(/^ {2}postgres:\n {4}image/m, `${service(kebab, upper, asked, port)}\n`),
      before(/(?<=^ {6}CONTEXTS: .*)$/m, ` ${kebab}`),
      after(/(?:^ {6}\w+_DB_PASSWORD: .*\n)+/m, `      ${upper}_DB_PASSWORD: ${password(upper)}\n`),
      (text) => `${text}  ${kebab}-data:\n`,
    ],
  };
}

/** How they lose one, also if a person has changed its lines. */
export function removals(context) {
  const { kebab, upper } = formsOf(context);
  const password = new RegExp(` ${upper}_DB(?=[ ;])`, 'g');
  return {
    'libs/contexts.ts': [without(new RegExp(`^ {2}'?${kebab}'?: async .*\\n`, 'gm'))],
    'package.json': [without(new RegExp(`^ {4}"start:${kebab}":.*\\n`, 'gm'))],
    '.env.example': [without(password)],
    'scripts/test-server-com.sh': [without(new RegExp(` ${upper}_DB_PASSWORD=\\S+`, 'g'))],
    Dockerfile: [
      without(new RegExp(`^FROM app AS ${kebab}\\n(?:.+\\n)+\\n`, 'gm')),
      without(new RegExp(`^# +docker build --target ${kebab} .*\\n`, 'gm')),
    ],
    'docker-compose.yml': [
      without(password),
      without(new RegExp(` ${upper}(?=[ ;].*\\bdo$|; do$)`, 'gm')),
      without(new RegExp(`^ +${upper}_(?:PUBLIC_KEYS|DB_PASSWORD): .*\\n`, 'gm')),
      without(new RegExp(`^x-${kebab}-environment:.*\\n(?:.+\\n)+\\n`, 'gm')),
      without(new RegExp(`^ {8}- \\*${kebab}-environment\\n`, 'gm')),
      without(new RegExp(`^ {2}${kebab}:\\n(?:.+\\n)+\\n`, 'gm')),
      (text) => text.replace(new RegExp(`^( {6}CONTEXTS:.*?) ${kebab}(?= |$)`, 'm'), '$1'),
      without(new RegExp(`^ {2}${kebab}-data:\\n`, 'gm')),
    ],
  };
}

/**
 * The files after edits, if they are there.
 *
 * @returns {Map<string, string>}
 */
export function edited(project, edits) {
  const texts = Object.entries(edits)
    .filter(([path]) => project.has(path))
    .map(([path, steps]) => [path, steps.reduce((text, step) => step(text), project.read(path))]);
  return new Map(texts);
}

const startScript = (kebab) =>
  `"node -r ./scripts/check-node.cjs scripts/build.mjs && exec bin/seam ${kebab}"`;

const password = (upper) =>
  `\${${upper}_DB_PASSWORD:?the head of docker-compose.yml tells how to make it}`;

const stage = (kebab, port) => `FROM app AS ${kebab}
ENV PORT=${port}
EXPOSE ${port}
COPY --from=build /app/dist/apps/${kebab}/bundle dist/apps/${kebab}/bundle
CMD ["bin/seam", "${kebab}"]
`;

const environment = (kebab, upper) => `x-${kebab}-environment: &${kebab}-environment
  ${upper}_DB_URL: postgres://${kebab}:${password(upper)}@postgres:5432/${kebab}
`;

const addresses = (upper, asked) =>
  asked
    .map(({ name, port }) => `      ${formsOf(name).upper}_API_URL: http://${name}:${port}\n`)
    .join('') + (asked.length > 0 ? `      ${upper}_KEY: \${${upper}_KEY:-}\n` : '');

const service = (kebab, upper, asked, port) => `  ${kebab}:
    <<: *application
    mem_limit: 512m
    profiles: [split]
    image: seam-${kebab}
    build: { context: ., target: ${kebab} }
    environment:
      <<: [*environment, *public-keys, *${kebab}-environment]
${addresses(upper, asked)}    ports: ['127.0.0.1:\${${upper}_PORT:-${port}}:${port}']
    volumes: ['${kebab}-data:/data']
    depends_on:
      postgres: { condition: service_healthy }
${asked.map(({ name }) => `      ${name}: { condition: service_healthy }\n`).join('')}`;
