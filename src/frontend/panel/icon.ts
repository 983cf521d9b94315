import { LabIcon } from '@jupyterlab/ui-components';
import svgstr from '../../../style/icons/studiolo.svg';

export const studioloIcon = new LabIcon({ name: 'studiolo:panel', svgstr });
