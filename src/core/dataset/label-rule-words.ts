import { DOMINANT_STATE_RULE } from './dominant-state.ts';
import type { LabelRule } from './label-rule.ts';

/** A label rule in a sentence, for a model's card. */
export function labelRuleWords(rule: LabelRule): string {
  switch (rule.kind) {
    case 'dominant_state':
      return DOMINANT_STATE_RULE;
    case 'states_present':
      return `Each state for itself, present from level ${rule.atLeast} of 0..3 on.`;
    case 'state_present':
      return `Whether ${rule.state} is present, from level ${rule.atLeast} of 0..3 on.`;
    case 'level':
      return `The level of ${rule.state}, 0 to 3.`;
    case 'status':
      return "The status of an engagement log: disengaged as boredom, partially engaged as confusion, engaged as engagement. It is the original system's own check on its own logs.";
    case 'class_present':
      return `Whether the data set's own class ${rule.name} is present.`;
    case 'classes':
      return `The data set's own classes: ${rule.names.join(', ')}${rule.ordinal ? ', in rising order' : ''}.`;
  }
}
