import { builtInSlots } from '../../admin/installation/rules/built-in-slot';
import { uses } from '../../admin/network/rules/endpoint-needs';
import { bundledScripts } from '../../admin/scripts/bundled-scripts';
import { kindNames } from '../studio-file/plan-for';
import type { ByHint } from './tree';

/** Words that options of the administrators' commands take one or several of. */
export const administratorsValues: ByHint = {
  'A,./B.sh': Object.keys(bundledScripts),
  'WHERE,…': builtInSlots,
  'KIND,…': kindNames,
  'USE,…': uses,
};
