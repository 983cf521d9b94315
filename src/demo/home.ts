import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeCondaEnvironment, markAsConda } from './conda-prefix';

const notebook = (title: string, lines: string[]) => ({
  cells: [
    { cell_type: 'markdown', id: 'title', metadata: {}, source: [`# ${title}`] },
    { cell_type: 'code', id: 'code', metadata: {}, execution_count: null, outputs: [], source: lines },
  ],
  metadata: { kernelspec: { name: 'python3', display_name: 'Python 3 (ipykernel)', language: 'python' } },
  nbformat: 4,
  nbformat_minor: 5,
});

const notebooks = {
  'forecast.ipynb': notebook('Weekly demand forecast', [
    'demand = [112, 118, 132, 129, 121]\n',
    'sum(demand) / len(demand)',
  ]),
  'train.ipynb': notebook('A training run that prints nothing', ['import time\n', 'time.sleep(600)']),
};

/**
 * Furnishes a data scientist's home: two notebooks, and two conda environments, one of which can be registered as a
 * kernel at once while the other lacks ipykernel. What is there already is left alone, as on a home volume.
 */
export async function furnishHome(home: string, labEnvironment: string, env: Record<string, string>): Promise<void> {
  await mkdir(home, { recursive: true });
  for (const [name, value] of Object.entries(notebooks)) {
    if (!existsSync(path.join(home, name))) await writeFile(path.join(home, name), JSON.stringify(value, null, 1));
  }
  await askForNoNews(home);
  const python = path.join(labEnvironment, 'bin', 'python');
  await markAsConda(labEnvironment);
  const environments = path.join(home, '.conda', 'envs');
  await mkdir(environments, { recursive: true });
  await Promise.all([
    makeCondaEnvironment(python, path.join(environments, 'forecasting'), 'with ipykernel', env),
    makeCondaEnvironment(python, path.join(environments, 'geo-features'), 'bare', env),
  ]);
}

/** JupyterLab would ask whether it may look for news on the network. */
async function askForNoNews(home: string): Promise<void> {
  const folder = path.join(home, '.jupyter', 'lab', 'user-settings', '@jupyterlab', 'apputils-extension');
  await mkdir(folder, { recursive: true });
  await writeFile(
    path.join(folder, 'notification.jupyterlab-settings'),
    JSON.stringify({ checkForUpdates: false, fetchNews: 'false' }),
  );
}
