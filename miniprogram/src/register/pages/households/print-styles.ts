/** A mini-program prints nothing, and its style sheets know no paper. */
export {};
