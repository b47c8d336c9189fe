// What a page does about what the console left on this device: at the arrival of whoever signed in, and before they leave.
import { startArriving } from "./arriving.js";
import { startLeaving } from "./leaving.js";

startLeaving();
startArriving();
