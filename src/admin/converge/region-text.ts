import type { Context } from './context';

type Where = Pick<Context, 'region'>;

/** Where AWS was asked, after what is told of it: ` in eu-west-1`; nothing where that is not known. */
export const inRegion = ({ region }: Where) => (region === undefined ? '' : ` in ${region}`);

/** The same as a command is told: ` --region eu-west-1`. */
export const withRegion = ({ region }: Where) => (region === undefined ? '' : ` --region ${region}`);
