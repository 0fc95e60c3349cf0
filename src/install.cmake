# SPDX-License-Identifier: MIT
# At make install, when the programs run: their man pages, each from its option table (--man), and a file of
# completion for each, under the names by which bash looks for them.
#
#   SOURCE, PROGRAMS (folder), NAMES, and CMAKE_INSTALL_PREFIX with DESTDIR are set

set(share $ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/share)
file(MAKE_DIRECTORY ${share}/man/man1 ${share}/bash-completion/completions)
file(READ ${SOURCE}/src/completion.bash completion)

function(page file)
  execute_process(COMMAND ${PROGRAMS}/${ARGN} --man OUTPUT_FILE ${share}/man/man1/${file}.1 COMMAND_ERROR_IS_FATAL ANY)
endfunction()

foreach(name ${NAMES})
  page(${name} ${name})
  file(WRITE ${share}/bash-completion/completions/${name} "${completion}complete -F _twolayer ${name}\n")
endforeach()
page(generate-data generate data)
page(generate-network generate network)
