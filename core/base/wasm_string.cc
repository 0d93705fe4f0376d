// std::string's functions, optimised as our own code is: where they are not
// inlined they would come from Emscripten's library, which is compiled to be
// small.
#include <string>

template class std::basic_string<char>;
