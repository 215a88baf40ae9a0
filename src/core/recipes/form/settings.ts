import { DATA_SETTINGS, SIDE_SETTINGS } from './data-settings.ts';
import {
  AUGMENTATION_SETTINGS,
  MODEL_SETTINGS,
  SMOOTHING_SETTINGS,
  TRAINING_SETTINGS,
} from './model-settings.ts';
import type { GroupedSetting, SettingGroup, SettingPath } from './setting.ts';

/** Every setting of a recipe, in the order in which a form asks for them. */
export const SETTINGS: Readonly<Record<SettingPath, GroupedSetting>> = {
  ...DATA_SETTINGS,
  ...SIDE_SETTINGS,
  ...AUGMENTATION_SETTINGS,
  ...MODEL_SETTINGS,
  ...TRAINING_SETTINGS,
  ...SMOOTHING_SETTINGS,
};

export const SETTING_PATHS = Object.keys(SETTINGS) as readonly SettingPath[];

export const GROUP_WORDS: Readonly<Record<SettingGroup, string>> = {
  data: 'Data and labels',
  split: 'Split by person',
  scaling: 'Scaling and balance',
  augmentation: 'Augmentation',
  model: 'Model',
  training: 'Training',
  smoothing: 'Smoothing',
};
