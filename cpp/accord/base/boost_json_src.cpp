// The one place where Boost.JSON's own code is compiled: the engine uses it without a library.
#include <boost/json/src.hpp>
