import type { LabelRule } from '../../dataset/label-rule.ts';
import { LEARNING_STATES } from '../../models/prediction.ts';

/**
 * The words that a stretch can be answered by, so that the rule makes labels of them; empty where a
 * word cannot say what the rule needs, as of levels.
 */
export function answerWords(rule: LabelRule): readonly string[] {
  switch (rule.kind) {
    case 'dominant_state':
    case 'states_present':
    case 'state_present':
      return LEARNING_STATES;
    case 'status':
      return ['engaged', 'partially_engaged', 'disengaged'];
    case 'classes':
      return rule.names;
    case 'class_present':
      return [rule.name, `no_${rule.name}`];
    case 'level':
      return [];
  }
}
