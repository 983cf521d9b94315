import { fileURLToPath } from 'node:url';
import path from 'node:path';

/** The project's folder, and where what is made on this machine is kept: all of it inside the project. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
export const cache = path.join(root, '.cache');
export const at = (...parts) => path.join(root, ...parts);
