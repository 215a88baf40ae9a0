const SIZE = { width: 640, height: 480 } as const;
const MIDDLE = 320;

const COLOURS = {
  wall: '#848c96',
  clothes: '#333344',
  hair: '#3a2a22',
  skin: '#d9a587',
  shade: '#b98468',
  white: '#f4efe9',
  iris: '#4a3020',
  lips: '#b4574f',
} as const;

/**
 * A face drawn from ellipses, which landmarkers take for one: with it a self-test times all of a
 * task's models, where an empty picture would time its detector alone.
 */
export function drawnFace(): ImageData {
  const drawing = new OffscreenCanvas(SIZE.width, SIZE.height).getContext('2d', {
    willReadFrequently: true,
  });
  if (drawing === null) return blankPicture();
  const oval = (x: number, y: number, rx: number, ry: number, fill: string, blur = 0): void => {
    drawing.filter = blur === 0 ? 'none' : `blur(${blur}px)`;
    drawing.fillStyle = fill;
    drawing.beginPath();
    drawing.ellipse(x, y, rx, ry, 0, 0, 2 * Math.PI);
    drawing.fill();
  };
  const stroke = (width: number, from: number, y: number, peak: number, to: number): void => {
    drawing.filter = 'none';
    drawing.strokeStyle = COLOURS.hair;
    drawing.lineWidth = width;
    drawing.beginPath();
    drawing.moveTo(from, y);
    drawing.quadraticCurveTo((from + to) / 2, peak, to, y);
    drawing.stroke();
  };
  drawing.fillStyle = COLOURS.wall;
  drawing.fillRect(0, 0, SIZE.width, SIZE.height);
  oval(MIDDLE, 470, 170, 110, COLOURS.clothes);
  oval(MIDDLE, 380, 45, 70, COLOURS.shade);
  oval(MIDDLE, 215, 112, 140, COLOURS.hair);
  oval(MIDDLE, 240, 92, 122, COLOURS.skin);
  for (const side of [-1, 1]) {
    const x = MIDDLE + side * 38;
    oval(x, 215, 22, 14, COLOURS.shade, 5);
    oval(x, 216, 16, 7.5, COLOURS.white);
    oval(x, 216, 7, 7, COLOURS.iris);
    stroke(6, x - 20, 197, 188, x + 20);
    stroke(2.5, x - 17, 212, 203, x + 17);
  }
  oval(MIDDLE, 262, 16, 10, COLOURS.shade, 4);
  oval(MIDDLE - 8, 266, 4, 3, COLOURS.hair, 1);
  oval(MIDDLE + 8, 266, 4, 3, COLOURS.hair, 1);
  oval(MIDDLE, 306, 30, 10, COLOURS.lips, 1);
  stroke(2, MIDDLE - 29, 303, 309, MIDDLE + 29);
  oval(MIDDLE, 340, 24, 8, COLOURS.shade, 6);
  return drawing.getImageData(0, 0, SIZE.width, SIZE.height);
}

export function blankPicture(): ImageData {
  const picture = new ImageData(SIZE.width, SIZE.height);
  picture.data.fill(127);
  return picture;
}
