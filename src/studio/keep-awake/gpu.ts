/** A graphics processor, as `nvidia-smi` tells of it. */
export interface Gpu {
  index: string;
  name: string;
  /** Percent of the last moments in which it computed; absent where the driver does not say. */
  utilization?: number;
}

/** What `nvidia-smi` is asked for: lines as `0, Tesla T4, 37`. */
export const gpuQuery = ['--query-gpu=index,name,utilization.gpu', '--format=csv,noheader,nounits'];

/**
 * Reads the answer to `gpuQuery`. A kernel that merely holds a GPU's memory leaves its utilization at 0, so memory is not
 * asked for; nor are processes: in a container `nvidia-smi` tells the host's numbers of them, or none. What a Studio
 * app's GPU computes is taken to be that app's, as the instance is its alone.
 */
export function gpusOf(answer: string): Gpu[] {
  return answer.split('\n').flatMap((line) => {
    const [, index, name, utilization] = /^\s*(\d+), (.+), (\S+)\s*$/.exec(line) ?? [];
    if (index === undefined || name === undefined) return [];
    return { index, name, ...(/^\d+$/.test(utilization ?? '') && { utilization: Number(utilization) }) };
  });
}

/** Percent; below it a GPU does not work: a driver's own chores, a desktop. */
export const workingUtilization = 5;
