// The program as its user meets it: what it prints and how it exits.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "core/base/numbers.h"
#include "server-stub/web/test_server.h"

namespace taffrail {
namespace {

// taffrail-stub as a child process, its stdout and stderr in one pipe.
class Stub {
 public:
  explicit Stub(std::vector<std::string> arguments) {
    std::string program = TAFFRAIL_STUB;
    std::vector<char*> argv = {program.data()};
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    int ends[2];
    EXPECT_EQ(0, pipe2(ends, O_CLOEXEC));
    process_ = fork();
    if (process_ == 0) {
      dup2(ends[1], STDOUT_FILENO);
      dup2(ends[1], STDERR_FILENO);
      execv(argv[0], argv.data());
      _exit(127);
    }
    close(ends[1]);
    output_ = ends[0];
  }

  ~Stub() {
    if (process_ > 0) {
      kill(process_, SIGKILL);
      Wait();
    }
    close(output_);
  }

  // Reads on until the output holds `text`; false when it ends before.
  bool ReadUntil(std::string_view text) {
    while (!Printed(text)) {
      if (!ReadMore()) return false;
    }
    return true;
  }

  // Reads all output; the exit code, or -1 when it was killed.
  int Finish() {
    while (ReadMore()) {
    }
    return Wait();
  }

  void Signal(int number) { kill(process_, number); }
  bool Printed(std::string_view text) const {
    return seen_.find(text) != std::string::npos;
  }
  const std::string& seen() const { return seen_; }

 private:
  bool ReadMore() {
    char buffer[4096];
    ssize_t got = read(output_, buffer, sizeof(buffer));
    if (got > 0) seen_.append(buffer, got);
    return got > 0;
  }

  int Wait() {
    int status = 0;
    waitpid(process_, &status, 0);
    process_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  pid_t process_;
  int output_;
  std::string seen_;
};

TEST(Stub, PrintsItsAddressOnceItAnswersAndStopsAtASignal) {
  TestFolder folder;
  for (int signal : {SIGTERM, SIGINT}) {
    Stub stub({"serve", "--root", folder.path(), "--port", "0"});
    constexpr std::string_view kReady = "listening on http://localhost:";
    ASSERT_TRUE(stub.ReadUntil(kReady) && stub.ReadUntil("\n")) << stub.seen();
    size_t digits = stub.seen().find(kReady) + kReady.size();
    std::string_view line(stub.seen());
    line = line.substr(digits, line.find('\n', digits) - digits);
    uint16_t port = ParseInt<uint16_t>(line).value_or(0);
    Client client(port);
    client.Send("GET / HTTP/1.1\r\nHost: localhost:" + std::to_string(port) +
                "\r\n\r\n");
    EXPECT_EQ(200, client.ReadAnswer().status);
    stub.Signal(signal);
    EXPECT_EQ(0, stub.Finish()) << stub.seen();
    EXPECT_TRUE(stub.Printed("keeps data by address"));
  }
}

TEST(Stub, TakenPortFailsAndSaysWhatToDo) {
  TestServer taken;
  std::string port = std::to_string(taken.port());
  Stub stub({"serve", "--root", taken.folder().path(), "--port", port});
  EXPECT_EQ(1, stub.Finish());
  EXPECT_TRUE(stub.Printed("already listens on 127.0.0.1 port " + port));
  EXPECT_TRUE(stub.Printed("open http://localhost:" + port));
}

TEST(Stub, FolderWithoutAnAppFails) {
  Stub stub({"serve", "--root", "/nonexistent"});
  EXPECT_EQ(1, stub.Finish());
  EXPECT_TRUE(stub.Printed("no index.html in the folder to serve: /nonexist"));
}

TEST(Stub, WrongUsageIsStatusTwo) {
  Stub stub({"serve", "--prot", "80"});
  EXPECT_EQ(2, stub.Finish());
  EXPECT_TRUE(stub.Printed("there is no option --prot"));
  EXPECT_TRUE(stub.Printed("--help"));
}

TEST(Stub, HelpTeaches) {
  Stub stub({"--help"});
  EXPECT_EQ(0, stub.Finish());
  EXPECT_TRUE(stub.Printed("--root DIR"));
  EXPECT_TRUE(stub.Printed("8417"));
}

}  // namespace
}  // namespace taffrail
