import { type ConfigPart, serverConfig } from '#glue/config';
import type { Context } from '#glue/context';
import { ALL_CONTEXTS } from '../support/manifests.js';

const SERVER = serverConfig({ port: 0 });
const variablesOf = ({ variables }: Context) => variables;

/** The configuration of each app; apps must not be imported. */
export const CONFIG: Record<string, ConfigPart[]> = {
  monolith: [
    SERVER,
    ...kernelsOf(ALL_CONTEXTS).flatMap(({ places }) => places.hosted.variables),
    ...ALL_CONTEXTS.map(variablesOf),
  ],
  ...Object.fromEntries(ALL_CONTEXTS.map((context) => [context.name, configOf(context)])),
};

/** For a context that has a separate app. */
function configOf(context: Context): ConfigPart[] {
  const places = kernelsOf([context]).map((kernel) =>
    kernel === context.answers?.kernel ? kernel.places.exposed : kernel.places.remote,
  );
  return [SERVER, ...places.flatMap(({ variables }) => variables), context.variables];
}

function kernelsOf(contexts: Context[]) {
  return [...new Set(contexts.flatMap(({ uses }) => uses))];
}
