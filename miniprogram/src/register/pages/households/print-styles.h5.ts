/** A browser prints: what is on the paper is not what is on the screen. */
import './print.scss';
