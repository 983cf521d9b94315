import { operationsOf } from '../../operation';
import type { Operations } from './shapes';

export const operation = operationsOf<Operations>();
