/** Lower-case words joined by hyphens. */
const NAME = /^(?=.{2,30}$)[a-z][a-z0-9]*(?:-[a-z][a-z0-9]*)*$/;
const RULE = 'use lower-case letters, digits and single hyphens, 2 to 30 characters: order-history';

/** Names of folders, apps, services and imports that are no contexts. */
const TAKEN = [
  ...['glue', 'seam', 'client', 'monolith', 'web', 'postgres', 'cache', 'public', 'internal'],
  ...['mails', 'data-key', 'contexts'], // DATA_DIR/mails, DATA_DIR/data-key, #contexts
];
/** What PostgreSQL does not accept as the name of a schema without quotes. */
const SQL =
  'all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate ' +
  'collation column concurrently constraint create cross default deferrable desc distinct do else end except ' +
  'false fetch for foreign freeze from full grant group having ilike in initially inner intersect into is ' +
  'isnull join lateral leading left like limit localtime natural not notnull null offset on only or order ' +
  'outer overlaps placing primary references returning right select similar some symmetric table then to ' +
  'trailing true union unique user using variadic verbose when where window with';
/** What JavaScript does not accept as the name of a variable in a module. */
const SCRIPT =
  'arguments await break case catch class const continue debugger default delete do else enum eval export ' +
  'extends false finally for function if implements import in instanceof interface let new null package ' +
  'private protected public return static super switch this throw true try typeof var void while with yield';
const IRREGULAR = {
  ...{
    person: 'people',
    child: 'children',
    man: 'men',
    woman: 'women',
    foot: 'feet',
    tooth: 'teeth',
  },
  ...{ mouse: 'mice', goose: 'geese', datum: 'data', criterion: 'criteria', quiz: 'quizzes' },
  ...{ life: 'lives', leaf: 'leaves', shelf: 'shelves', half: 'halves', knife: 'knives' },
};

/** What a person asked for and cannot have. Its message is one line with the cure. */
export class Refusal extends Error {}

/** The forms of a name: `order-history`, `orderHistory`, `OrderHistory` and so on. */
export function formsOf(kebab) {
  const pascal = kebab.replace(/(?:^|-)(.)/g, (_, letter) => letter.toUpperCase());
  const words = kebab.replaceAll('-', ' ');
  return {
    kebab,
    pascal,
    camel: pascal[0].toLowerCase() + pascal.slice(1),
    snake: kebab.replaceAll('-', '_'),
    upper: kebab.replaceAll('-', '_').toUpperCase(),
    words,
    sentence: words[0].toUpperCase() + words.slice(1),
  };
}

/** The plural of the last word of a name. */
export function pluralOf(kebab) {
  const [, before, last] = /^(.*-)?([^-]+)$/.exec(kebab);
  return `${before ?? ''}${IRREGULAR[last] ?? regularPlural(last)}`;
}

function regularPlural(word) {
  if (/[^aeiou]y$/.test(word)) return word.replace(/y$/, 'ies');
  if (/sis$/.test(word)) return word.replace(/sis$/, 'ses');
  return `${word}${/(?:s|x|z|ch|sh)$/.test(word) ? 'es' : 's'}`;
}

/** The entity of a context that names none: `note` of `notes`, `billing-entry` of `billing`. */
export function defaultEntity(context) {
  const [, word] = /^(.*[^s])s$/.exec(context) ?? [];
  return word && pluralOf(word) === context ? word : `${context}-entry`;
}

/** @throws Refusal if no context can have the name */
export function assertContextName(name) {
  if (!NAME.test(name)) throw new Refusal(`"${name}" cannot be the name of a context: ${RULE}.`);
  const isReserved = TAKEN.includes(name) || SQL.split(' ').includes(name);
  if (isReserved || /-kernel$|^pg-|^information-schema$/.test(name)) {
    throw new Refusal(`"${name}" is a reserved name. Choose another one, such as ${name}-desk.`);
  }
}

/** @throws Refusal if no entity of the context can have the name, or this plural */
export function assertEntityName(context, name, plural) {
  for (const each of [name, plural]) {
    if (!NAME.test(each)) throw new Refusal(`"${each}" cannot be the name of an entity: ${RULE}.`);
    if (SCRIPT.split(' ').includes(each) || formsOf(each).pascal in globalThis) {
      throw new Refusal(`"${each}" means something in JavaScript. Choose another --entity.`);
    }
  }
  if (plural === name) throw new Refusal(`"${name}" is its own plural. Name one with --plural.`);
  if (/^-(?:client|contract|errors?|kernel|context)$/.test(name.replace(context, ''))) {
    throw new Refusal(
      `"${name}" collides with the names of ${context} itself. Choose another --entity.`,
    );
  }
}
