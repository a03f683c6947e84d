export type Tone = 'ring' | 'offer' | 'danger' | 'backlog';

type Note = { readonly at: number; readonly hertz: number; readonly seconds: number };

/** Told apart by rhythm and direction as well as by pitch: two level beeps, a rising pair, a fast falling triple, one low note. */
const tunes = {
  ring: [
    { at: 0, hertz: 480, seconds: 0.35 },
    { at: 0.45, hertz: 480, seconds: 0.35 },
  ],
  offer: [
    { at: 0, hertz: 620, seconds: 0.12 },
    { at: 0.16, hertz: 830, seconds: 0.22 },
  ],
  backlog: [{ at: 0, hertz: 392, seconds: 0.3 }],
  danger: [
    { at: 0, hertz: 1_040, seconds: 0.13 },
    { at: 0.17, hertz: 880, seconds: 0.13 },
    { at: 0.34, hertz: 700, seconds: 0.2 },
    { at: 0.65, hertz: 1_040, seconds: 0.13 },
    { at: 0.82, hertz: 880, seconds: 0.13 },
    { at: 0.99, hertz: 700, seconds: 0.2 },
  ],
} as const satisfies Record<Tone, readonly Note[]>;

let shared: AudioContext | null = null;

/** Browsers allow sound only after the person has touched the page once; signing in is such a touch. */
function audio(): AudioContext | null {
  if (shared === null && typeof AudioContext === 'function' && navigator.userActivation.hasBeenActive)
    shared = new AudioContext();
  return shared;
}

function sound(context: AudioContext, { at, hertz, seconds }: Note, loudness: number): void {
  const start = context.currentTime + at;
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.frequency.value = hertz;
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(loudness, start + 0.01);
  gain.gain.setValueAtTime(loudness, start + seconds - 0.03);
  gain.gain.linearRampToValueAtTime(0, start + seconds);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(start + seconds);
}

/** `volume` 0 … 100. A machine without sound stays silent and says nothing: the screen shows the same. */
export function playTone(tone: Tone, volume: number): void {
  const context = audio();
  if (context === null || volume === 0) return;
  if (context.state === 'suspended') void context.resume();
  for (const note of tunes[tone]) sound(context, note, (volume / 100) * 0.4);
}
