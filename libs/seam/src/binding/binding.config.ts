import { z } from 'zod';
import {
  certificatesFile,
  type ConfigPart,
  httpUrl,
  oneOf,
  readConfig,
  variablePrefix,
  wholeNumber,
} from '#glue/config';
import { apiCaFileVariable, apiUrlVariable } from '../contract/wire.js';

const TRANSPORTS = ['http', 'in-process'] as const;
type Transport = (typeof TRANSPORTS)[number];
/** Why there is no other transport. */
const REASONS = {
  http: 'only gets commands, which wait for it',
  'in-process': 'is part of the process',
};

/** The names of the variables of the binding to a context, such as `AUTH_API_URL`. */
export function bindingVariables(context: string) {
  const prefix = variablePrefix(context);
  return {
    url: apiUrlVariable(context),
    caFile: apiCaFileVariable(context),
    budget: `${prefix}_CALL_BUDGET_MS`,
    transport: `${prefix}_TRANSPORT`,
  };
}

/**
 * The transport to a context, and the total time of one call, over HTTP or as if.
 *
 * @param only the transport that it always has
 */
export function transportConfig(context: string, only?: Transport): ConfigPart {
  const { transport, budget } = bindingVariables(context);
  const time = {
    [budget]: wholeNumber({ min: 50, max: 60_000, default: 1_000 }).meta({
      description:
        `Over \`http\`: the total time of one call to ${context} in milliseconds, including the ` +
        'retry, 50 to 60000.',
    }),
  };
  const unset = `\`in-process\` where ${context} is hosted, otherwise \`http\``;
  if (only) {
    const message = `must be ${only} here, where ${context} ${REASONS[only]}; leave it unset.`;
    const field = z.literal(only, message).default(only);
    const description = `Leave it unset: what is sent to ${context} waits for it.`;
    return { shape: { [transport]: field.meta({ description, unset }), ...time } };
  }
  return {
    shape: {
      [transport]: oneOf(TRANSPORTS, 'http').meta({
        description:
          `\`http\` calls ${context} in another process; \`in-process\` loads ${context} into the app that ` +
          `asks it, which still has no routes of ${context}. A process that hosts both is always ` +
          '`in-process` and refuses `http`: leave it unset there.',
        unset,
      }),
      ...time,
    },
  };
}

/** The address of a context that is not called over HTTP: any text, for a line in the log. */
export function unusedUrlConfig(context: string): ConfigPart {
  return { shape: { [apiUrlVariable(context)]: z.string().optional() } };
}

/** A context in another process. */
export interface Remote {
  /** The address if none is set; in production there is none. */
  developmentUrl?: string | undefined;
  /** Only commands of outboxes go there. */
  isOptional?: boolean | undefined;
}

/** The address of a context. */
export function remoteConfig(
  context: string,
  { developmentUrl, isOptional = false }: Remote = {},
): ConfigPart {
  const { url, caFile } = bindingVariables(context);
  const need = isOptional
    ? `Without it a production process that does not host ${context} sends nothing to it.`
    : 'Required in production.';
  return {
    shape: {
      [url]: httpUrl()
        .optional()
        .meta({
          description: `Over \`http\`: where ${context} listens. No user, password, query or fragment. ${need}`,
          unset: developmentUrl ? `\`${developmentUrl}\`; none in production` : 'none',
        }),
      [caFile]: certificatesFile().meta({
        description:
          `Over \`https\`: a file with the certificates (PEM) of the authorities that may sign the one of ` +
          `${context}.`,
        unset: 'the authorities that Node knows',
      }),
    },
    check(config, report) {
      if (isOptional) return;
      const isRequired = !developmentUrl || config['NODE_ENV'] === 'production';
      if (isRequired && config[url] === undefined) report(url, urlIsMissing(context));
    },
  };
}

function urlIsMissing(context: string): string {
  return (
    `is required where ${context} is called over HTTP. Set it to the address of the process that ` +
    `hosts ${context}, or host ${context} here.`
  );
}

/** The place of a context that an app calls and does not host, according to its transport. */
export function placeForApp(context: string): 'embedded' | 'remote' {
  const { transport } = read(context);
  return transport === 'in-process' ? 'embedded' : 'remote';
}

/** The same for a command, which reads the variables of any app: a set address says enough. */
export function placeForCommand(context: string): 'embedded' | 'remote' {
  const { transport, url } = read(context);
  const isRemote = transport ? transport === 'http' : url !== undefined;
  return isRemote ? 'remote' : 'embedded';
}

/** Whether there is an address of a context, or its usual one in development. */
export function isAddressed(context: string, developmentUrl: string | undefined): boolean {
  const { url, isProduction } = read(context);
  return url !== undefined || (developmentUrl !== undefined && !isProduction);
}

/** A malformed value is reported later, together with all other errors. */
function read(context: string) {
  const names = bindingVariables(context);
  const text = z.string().optional();
  const config: Record<string, unknown> = readConfig([
    { shape: { [names.transport]: text, [names.url]: text, NODE_ENV: text } },
  ]);
  const { [names.transport]: transport, [names.url]: url, NODE_ENV: environment } = config;
  return { transport, url, isProduction: environment === 'production' };
}
