import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { panelPlugin } from './frontend/panel-plugin';

const plugins: JupyterFrontEndPlugin<void>[] = [panelPlugin];
export default plugins;
