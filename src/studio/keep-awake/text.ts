import type { Work } from '../../protocol/keep-awake';

/** "2 h", "1 h 30 min", "less than a minute". */
export function hoursText(hours: number): string {
  const minutes = Math.round(hours * 60);
  if (minutes < 1) return 'less than a minute';
  const parts = [[Math.floor(minutes / 60), 'h'] as const, [minutes % 60, 'min'] as const];
  return parts.flatMap(([count, unit]) => (count > 0 ? `${count} ${unit}` : [])).join(' ');
}

/** Work in the log's words. */
export const workName = ({ kind, name }: Pick<Work, 'kind' | 'name'>) =>
  kind === 'terminal' ? `Terminal ${name}` : name;
