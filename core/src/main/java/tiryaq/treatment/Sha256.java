package tiryaq.treatment;

/**
 * SHA-256 (FIPS 180-4) of short texts. The platform's own takes 30 ms before its first hash, a third of what a whole
 * diagnosis may take, for looking through its security providers.
 */
final class Sha256 {
    private static final int BLOCK = 64;
    private static final int[] START = rootsOfPrimes(8, 2);
    private static final int[] ROUND = rootsOfPrimes(64, 3);

    private Sha256() {}

    /** The 32 bytes of the hash. */
    static byte[] of(byte[] message) {
        int padded = (message.length + 8) / BLOCK * BLOCK + BLOCK;
        byte[] all = java.util.Arrays.copyOf(message, padded);
        all[message.length] = (byte) 0x80;
        long bits = message.length * 8L;
        for (int i = 0; i < 8; i++) {
            all[padded - 1 - i] = (byte) (bits >>> (8 * i));
        }
        int[] state = START.clone();
        int[] words = new int[64];
        for (int at = 0; at < padded; at += BLOCK) {
            block(all, at, state, words);
        }
        byte[] hash = new byte[32];
        for (int i = 0; i < 32; i++) {
            hash[i] = (byte) (state[i / 4] >>> (24 - 8 * (i % 4)));
        }
        return hash;
    }

    private static void block(byte[] all, int at, int[] state, int[] w) {
        for (int i = 0; i < 16; i++) {
            int from = at + 4 * i;
            w[i] = (all[from] & 0xFF) << 24
                    | (all[from + 1] & 0xFF) << 16
                    | (all[from + 2] & 0xFF) << 8
                    | (all[from + 3] & 0xFF);
        }
        for (int i = 16; i < 64; i++) {
            int s0 = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ (w[i - 15] >>> 3);
            int s1 = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ (w[i - 2] >>> 10);
            w[i] = w[i - 16] + s0 + w[i - 7] + s1;
        }
        int[] v = state.clone();
        for (int i = 0; i < 64; i++) {
            int s1 = turn(v[4], 6) ^ turn(v[4], 11) ^ turn(v[4], 25);
            int choice = (v[4] & v[5]) ^ (~v[4] & v[6]);
            int first = v[7] + s1 + choice + ROUND[i] + w[i];
            int s0 = turn(v[0], 2) ^ turn(v[0], 13) ^ turn(v[0], 22);
            int majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
            System.arraycopy(v, 0, v, 1, 7);
            v[4] += first;
            v[0] = first + s0 + majority;
        }
        for (int i = 0; i < 8; i++) {
            state[i] += v[i];
        }
    }

    private static int turn(int word, int by) {
        return Integer.rotateRight(word, by);
    }

    /** The first 32 bits of the fractional parts of square or cube roots of the first primes: a double has 52. */
    private static int[] rootsOfPrimes(int count, int degree) {
        int[] found = new int[count];
        int prime = 1;
        for (int i = 0; i < count; i++) {
            do {
                prime++;
            } while (!isPrime(prime));
            double root = degree == 2 ? Math.sqrt(prime) : Math.cbrt(prime);
            found[i] = (int) (long) ((root - Math.floor(root)) * 0x1p32);
        }
        return found;
    }

    private static boolean isPrime(int number) {
        for (int i = 2; i * i <= number; i++) {
            if (number % i == 0) {
                return false;
            }
        }
        return true;
    }
}
