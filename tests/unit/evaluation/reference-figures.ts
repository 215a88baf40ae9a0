/**
 * What scikit-learn 1.2.1 says of reference-rows.ts: `precision_recall_fscore_support`,
 * `accuracy_score`, `f1_score`, `balanced_accuracy_score`,
 * `cohen_kappa_score(weights='quadratic', labels=range(4))`, `confusion_matrix`; per label against
 * the rest `roc_auc_score`, `average_precision_score` (`ap`) and, summed, `brier_score_loss`;
 * `log_loss`. `ece` is not scikit-learn's, which has none: it is six lines of numpy 1.24.2 that
 * compare the highest probability with the edges b/10 of each bin in turn.
 *
 * scikit-learn writes 0 for a precision or recall of 0/0.
 */

/** All rows. */
export const ALL = {
  precision: [0.88, 0.6666666666666666, 0.625, 0.25],
  recall: [0.8148148148148148, 0.625, 0.7142857142857143, 0.3333333333333333],
  f1: [0.8461538461538461, 0.6451612903225806, 0.6666666666666666, 0.28571428571428575],
  support: [27, 16, 14, 3],
  accuracy: 0.7166666666666667,
  macroF1: 0.6109240222143447,
  weightedF1: 0.7226535113631887,
  balancedAccuracy: 0.6218584656084657,
  kappa: 0.7084725174612816,
  rocAuc: [0.9511784511784512, 0.8721590909090908, 0.8936335403726707, 0.8216374269005848],
  ap: [0.9318158413462851, 0.7827540650406505, 0.6455316742081448, 0.4261974584555229],
  logLoss: 0.7584934910514834,
  brier: 0.4099999999999999,
  confusion: [
    [22, 2, 3, 0],
    [3, 10, 1, 2],
    [0, 3, 10, 1],
    [0, 0, 2, 1],
  ],
  ece: 0.14583333333333337,
};

/** The rows whose true label is not 2; some are called 2 all the same. */
export const WITHOUT_LABEL_2 = {
  precision: [0.88, 0.8333333333333334, 0.0, 0.3333333333333333],
  recall: [0.8148148148148148, 0.625, 0.0, 0.3333333333333333],
  f1: [0.8461538461538461, 0.7142857142857143, 0.0, 0.3333333333333333],
  support: [27, 16, 0, 3],
  accuracy: 0.717391304347826,
  macroF1: 0.4734432234432234,
  weightedF1: 0.7668418537983756,
  balancedAccuracy: 0.5910493827160493,
  kappa: 0.6007439553626783,
  rocAuc: [0.9346978557504872, 0.8822916666666667, null, 0.8565891472868217],
  ap: [0.9432442853684684, 0.844769385026738, null, 0.4898989898989899],
  logLoss: 0.7449464140811124,
  brier: 0.39728260869565213,
  confusion: [
    [22, 2, 3, 0],
    [3, 10, 1, 2],
    [0, 0, 0, 0],
    [0, 0, 2, 1],
  ],
  ece: 0.1532608695652174,
};

/** `DummyClassifier(strategy='prior')` trained on 35, 40, 15 and 10 of the labels. */
export const PRIOR = {
  precision: [0.0, 0.26666666666666666, 0.0, 0.0],
  recall: [0.0, 1.0, 0.0, 0.0],
  f1: [0.0, 0.4210526315789474, 0.0, 0.0],
  support: [27, 16, 14, 3],
  accuracy: 0.26666666666666666,
  macroF1: 0.10526315789473685,
  weightedF1: 0.11228070175438597,
  balancedAccuracy: 0.25,
  kappa: 0.0,
  rocAuc: [0.5, 0.5, 0.5, 0.5],
  ap: [0.45, 0.26666666666666666, 0.23333333333333334, 0.05],
  logLoss: 1.2745547356472542,
  brier: 0.7066666666666668,
  confusion: [
    [0, 27, 0, 0],
    [0, 16, 0, 0],
    [0, 14, 0, 0],
    [0, 3, 0, 0],
  ],
  ece: 0.1333333333333332,
};

/** `roc_auc_score(multi_class='ovr', average='macro')`; `average_precision_score(average='macro')`. */
export const MACRO_ROC_AUC = 0.8846521273401995;
export const MACRO_AP = 0.6965747597626509;

/** `brier_score_loss` of label 1 against the rest. */
export const BRIER_OF_LABEL_1 = 0.11804166666666664;

/** `log_loss([0, 1], [[0, 1], [0.5, 0.5]])`. */
export const LOG_LOSS_OF_A_SURE_ERROR = 18.36840028483855;

/** `roc_curve(drop_intermediate=False)` of label 1; its first threshold is no score. */
export const ROC_CURVE = {
  falsePositiveRates: [
    0.0, 0.0, 0.0, 0.0, 0.0, 0.022727272727272728, 0.045454545454545456, 0.06818181818181818,
    0.13636363636363635, 0.18181818181818182, 0.18181818181818182, 0.2727272727272727,
    0.29545454545454547, 0.36363636363636365, 0.5681818181818182, 0.7272727272727273, 1.0,
  ],
  truePositiveRates: [
    0.0, 0.0625, 0.25, 0.3125, 0.4375, 0.5625, 0.625, 0.625, 0.625, 0.625, 0.75, 0.8125, 0.8125,
    0.8125, 1.0, 1.0, 1.0,
  ],
  thresholds: [
    0.85, 0.8, 0.75, 0.7, 0.65, 0.55, 0.5, 0.45, 0.4, 0.35, 0.3, 0.25, 0.2, 0.15, 0.1, 0.05,
  ],
};

/** `precision_recall_curve` of label 1, highest threshold first, without its last point (1, 0). */
export const PRECISION_RECALL_CURVE = {
  precisions: [
    1.0, 1.0, 1.0, 1.0, 0.9, 0.8333333333333334, 0.7692307692307693, 0.625, 0.5555555555555556, 0.6,
    0.52, 0.5, 0.4482758620689655, 0.3902439024390244, 0.3333333333333333, 0.26666666666666666,
  ],
  recalls: [
    0.0625, 0.25, 0.3125, 0.4375, 0.5625, 0.625, 0.625, 0.625, 0.625, 0.75, 0.8125, 0.8125, 0.8125,
    1.0, 1.0, 1.0,
  ],
  thresholds: [
    0.85, 0.8, 0.75, 0.7, 0.65, 0.55, 0.5, 0.45, 0.4, 0.35, 0.3, 0.25, 0.2, 0.15, 0.1, 0.05,
  ],
};

/** `calibration_curve(n_bins=10)` of label 1: the bins that are not empty. */
export const CALIBRATION_CURVE = {
  stated: [
    0.06842105263157898, 0.16, 0.2916666666666667, 0.375, 0.46249999999999997, 0.55,
    0.6699999999999999, 0.7875000000000001, 0.85,
  ],
  observed: [0.0, 0.2, 0.16666666666666666, 0.5, 0.0, 0.5, 0.8, 1.0, 1.0],
};

/**
 * Root of the slope of the log loss by scipy 1.10.1's `optimize.brentq`; log loss after it by
 * scikit-learn, the first row after it by scipy's `special.softmax`.
 */
export const TEMPERATURE = 0.6434354000863381;
export const LOG_LOSS_AT_TEMPERATURE = 0.7024718220939925;
export const FIRST_ROW_AT_TEMPERATURE = [
  0.037029158179404185, 0.9377519622923736, 0.012609439764111068, 0.012609439764111068,
];

/** numpy's `quantile` of 3, 1, 4, 1, 5, 9, 2, 6.5 at these shares. */
export const QUANTILE_SHARES = [0, 0.025, 0.25, 0.5, 0.9, 0.975, 1];
export const QUANTILES = [1.0, 1.0, 1.75, 3.5, 7.25, 8.5625, 9.0];
