// Before everything else is there: the question to the server that all of it waits for.
import { askEarly } from "./net.js";

askEarly();
