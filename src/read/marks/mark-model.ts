import { FEATURE_COUNT, type BoxFeatures } from './box-features.ts';
import weights from './mark-weights.json' with { type: 'json' };

/** What was done to a box. `circled`: a line drawn around it. */
export const BOX_CLASSES = ['empty', 'marked', 'filled', 'circled'] as const;
export type BoxClass = (typeof BOX_CLASSES)[number];

/** Probabilities that sum to 1, given that each class is as likely as another beforehand. */
export type BoxJudgement = Readonly<Record<BoxClass, number>>;

/** A network of fully connected layers; a layer's weights stand output by output. */
export interface MarkNetwork {
  readonly mean: readonly number[];
  /** One over the standard deviation. */
  readonly scale: readonly number[];
  readonly layers: readonly { readonly weights: readonly number[]; readonly biases: readonly number[] }[];
  /** Divides the last layer's output, so that its probabilities are as good as they say. */
  readonly temperature: number;
}

/** Standardised features never lie further out than this: a box unlike any drawn one must not be judged with certainty. */
export const FARTHEST_STANDARD = 6;
/** What a hidden unit lets through of a negative sum. */
export const LEAK = 0.05;

interface Layer {
  readonly weights: Float32Array;
  readonly biases: Float32Array;
}

/** Makes a judge of boxes from a trained network. */
export const prepareJudge = (network: MarkNetwork): ((features: BoxFeatures) => BoxJudgement) => {
  const layers: readonly Layer[] = network.layers.map((layer) => ({
    weights: Float32Array.from(layer.weights),
    biases: Float32Array.from(layer.biases),
  }));
  const mean = Float32Array.from(network.mean);
  const scale = Float32Array.from(network.scale);
  return (features) => {
    let values = new Float32Array(FEATURE_COUNT);
    for (let i = 0; i < FEATURE_COUNT; i++) {
      const standard = (features[i]! - mean[i]!) * scale[i]!;
      values[i] = Math.max(-FARTHEST_STANDARD, Math.min(FARTHEST_STANDARD, standard));
    }
    layers.forEach((layer, depth) => {
      const next = new Float32Array(layer.biases.length);
      const inputs = values.length;
      for (let out = 0, at = 0; out < next.length; out++) {
        let sum = layer.biases[out]!;
        for (let i = 0; i < inputs; i++, at++) sum += layer.weights[at]! * values[i]!;
        next[out] = depth === layers.length - 1 ? sum / network.temperature : sum > 0 ? sum : LEAK * sum;
      }
      values = next;
    });
    const most = Math.max(...values);
    const [empty, marked, filled, circled] = Array.from(values, (value) => Math.exp(value - most));
    const total = empty! + marked! + filled! + circled!;
    return {
      empty: empty! / total,
      marked: marked! / total,
      filled: filled! / total,
      circled: circled! / total,
    };
  };
};

/** Judges one box from its features, with the network that training/train-marks.ts trained. */
export const judgeBox = prepareJudge(weights);
