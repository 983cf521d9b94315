import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { beforeStopPlugin } from './frontend/before-stop/plugin';
import { keepAwakePlugin } from './frontend/keep-awake/plugin';
import { panelPlugin } from './frontend/panel/plugin';

const plugins: JupyterFrontEndPlugin<unknown>[] = [panelPlugin, beforeStopPlugin, keepAwakePlugin];
export default plugins;
