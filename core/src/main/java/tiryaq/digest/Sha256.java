package tiryaq.digest;

import java.util.Arrays;

/**
 * SHA-256 (FIPS 180-4). The platform's own takes 15 to 30 ms before its first hash, a third of what a whole diagnosis
 * may take.
 */
public final class Sha256 {
    private static final int BLOCK = 64;
    private static final int[] START = rootsOfPrimes(8, 2);
    private static final int[] ROUND = rootsOfPrimes(64, 3);

    private Sha256() {}

    /** The 32 bytes of the hash. */
    public static byte[] of(byte[] message) {
        int whole = message.length / BLOCK * BLOCK;
        int[] state = START.clone();
        int[] words = new int[64];
        for (int at = 0; at < whole; at += BLOCK) {
            block(message, at, state, words);
        }
        byte[] last = padded(message, whole);
        for (int at = 0; at < last.length; at += BLOCK) {
            block(last, at, state, words);
        }
        byte[] hash = new byte[32];
        for (int i = 0; i < 32; i++) {
            hash[i] = (byte) (state[i / 4] >>> (24 - 8 * (i % 4)));
        }
        return hash;
    }

    /** What follows the whole blocks: the rest of the message, a one, zeroes, and the message's length in bits. */
    private static byte[] padded(byte[] message, int whole) {
        int rest = message.length - whole;
        int length = rest + 9 <= BLOCK ? BLOCK : 2 * BLOCK;
        byte[] last = Arrays.copyOf(Arrays.copyOfRange(message, whole, message.length), length);
        last[rest] = (byte) 0x80;
        long bits = message.length * 8L;
        for (int i = 0; i < 8; i++) {
            last[length - 1 - i] = (byte) (bits >>> (8 * i));
        }
        return last;
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
        // The names of FIPS 180-4, 6.2.2.
        int a = state[0];
        int b = state[1];
        int c = state[2];
        int d = state[3];
        int e = state[4];
        int f = state[5];
        int g = state[6];
        int h = state[7];
        for (int i = 0; i < 64; i++) {
            int s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
            int choice = (e & f) ^ (~e & g);
            int t1 = h + s1 + choice + ROUND[i] + w[i];
            int s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
            int majority = (a & b) ^ (a & c) ^ (b & c);
            h = g;
            g = f;
            f = e;
            e = d + t1;
            d = c;
            c = b;
            b = a;
            a = t1 + s0 + majority;
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
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
