import { contexts } from '#contexts';
import { type ConfigPart, serverConfig } from '#glue/config';
import { type Context, groupingConfig, kernelsOf, loadContexts } from '#glue/context';
import { commandErrors, type Contract, eventErrors } from '#seam';
import { commonErrors, type ErrorDefinition, type ErrorTable, joinErrors } from '#glue/errors';
import { keyVariables } from '#glue/keys';
import { pretendedNetworksConfig } from '#glue/pretended-network';
import { dataKeyVariables, sealingErrors } from '#glue/sealing';
import { declaredContracts } from '../../scripts/contracts/current.js';

/** The manifests of all contexts. */
export const ALL_CONTEXTS: Context[] = await loadContexts(contexts);

const KERNELS = kernelsOf(ALL_CONTEXTS);

/** The contracts of the project. */
export const CONTRACTS: Contract[] = await declaredContracts();

/** All errors, by the part of the system that defines them. */
export const ERROR_TABLES: Record<string, ErrorTable> = {
  'Every server': commonErrors,
  'Commands between contexts': commandErrors,
  'Events between contexts': eventErrors,
  'Stored secrets': sealingErrors,
  ...Object.fromEntries(KERNELS.map(({ context, errors }) => [`${context}-kernel`, errors])),
  ...Object.fromEntries(
    ALL_CONTEXTS.filter(({ errors }) => Object.keys(errors).length > 0).map(({ name, errors }) => [
      name,
      errors,
    ]),
  ),
};

/** All variables, by the part of the system that reads them. */
export const VARIABLES: Record<string, readonly ConfigPart[]> = {
  'Every app': [serverConfig({ port: 0 }), groupingConfig(Object.keys(contexts))],
  'One process, as if several': [pretendedNetworksConfig(Object.keys(contexts))],
  'Several processes: keys of contexts': [keyVariables(Object.keys(contexts))],
  'Stored secrets': [
    dataKeyVariables(ALL_CONTEXTS.filter(({ seals }) => seals).map(({ name }) => name)),
  ],
  ...Object.fromEntries(
    KERNELS.map((kernel) => [
      `${kernel.context}-kernel: ${kernel.heading}`,
      kernel.variables({
        ...({ place: 'remote', exposedTo: [], isAsked: true } as const),
        isOptional: !ALL_CONTEXTS.some(
          ({ name, uses }) => name !== kernel.context && uses.includes(kernel),
        ),
      }),
    ]),
  ),
  ...Object.fromEntries(
    ALL_CONTEXTS.map(({ name, heading, variables }) => [`${name}: ${heading}`, [variables]]),
  ),
};

const all = joinErrors(Object.values(ERROR_TABLES));

/** The definition of a code. */
export function errorOf(code: string): ErrorDefinition {
  const definition = all[code];
  if (!definition) throw new Error(`no table defines ${code}`);
  return definition;
}
