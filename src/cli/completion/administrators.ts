import type { Surroundings } from '../app/surroundings';
import type { Command } from '../command';
import { explained } from '../failure';
import type { Host } from '../host';
import { administratorsValues } from './administrators-values';
import { completion } from './completion';
import { domainsForCompletion } from './domains';

/** `studiolo completion SHELL` of the administrators' program, which knows more values, and the domains that there are. */
export const administratorsCompletion = (host: Host, { variables, home }: Surroundings, root: () => Command) =>
  completion(host, root, {
    byHint: administratorsValues,
    domains: () => explained(() => domainsForCompletion(host, variables, home)),
  });
