import { type ConfigPart, serverConfig } from '#glue/config';
import { type Context, groupingConfig, kernelsOf } from '#glue/context';
import { keyVariables } from '#glue/keys';
import { dataKeyVariables } from '#glue/sealing';
import { ALL_CONTEXTS } from '../support/manifests.js';

const NAMES = ALL_CONTEXTS.map(({ name }) => name);
const SERVER = serverConfig({ port: 0 });
const variablesOf = ({ name, variables, seals }: Context) =>
  seals ? [dataKeyVariables([name]), variables] : [variables];

/** The configuration of each app; apps must not be imported. */
export const CONFIG: Record<string, ConfigPart[]> = {
  monolith: [
    SERVER,
    keyVariables(NAMES),
    groupingConfig(NAMES),
    ...kernelsOf(ALL_CONTEXTS).flatMap((kernel) =>
      kernel.variables({ place: 'hosted', exposedTo: [], isAsked: true }),
    ),
    ...ALL_CONTEXTS.flatMap(variablesOf),
    ...ALL_CONTEXTS.flatMap(({ sendsTo = [] }) =>
      sendsTo.flatMap(({ check }) => (check ? [{ shape: {}, check }] : [])),
    ),
  ],
  ...Object.fromEntries(ALL_CONTEXTS.map((context) => [context.name, configOf(context)])),
};

/** For a context that has a separate app. */
function configOf(context: Context): ConfigPart[] {
  const variables = kernelsOf([context]).flatMap((kernel) =>
    kernel.variables(
      kernel === context.answers?.kernel
        ? { place: 'hosted', exposedTo: ['others'], isAsked: false }
        : { place: 'remote', exposedTo: [], isAsked: true },
    ),
  );
  const others = NAMES.filter((name) => name !== context.name);
  const calls = context.uses.some((kernel) => kernel.context !== context.name);
  const keys = keyVariables(NAMES, {
    signing: calls || context.answers?.kernel.signs ? [context.name] : [],
    known: [
      ...(context.answers ? others : []),
      ...context.uses
        .filter((kernel) => kernel.signs && kernel.context !== context.name)
        .map((kernel) => kernel.context),
    ],
  });
  const sent = (context.sendsTo ?? []).flatMap(({ kernel, check }) => [
    ...kernel.variables({ place: 'remote', exposedTo: [], isAsked: true, isOptional: true }),
    ...(check ? [{ shape: {}, check }] : []),
  ]);
  return [SERVER, keys, ...variables, ...variablesOf(context), ...sent];
}
