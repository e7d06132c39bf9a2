#include "cli/files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace emic::cli {

namespace {

Problem unreadable(const std::string& path, const std::string& why) {
    return {ProblemKind::unreadable, "‘" + path + "’ cannot be read: " + why, path};
}

} // namespace

Result<std::string> read_file(const std::string& path) {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status)) return unreadable(path, "there is no such file.");
    if (std::filesystem::is_directory(status)) return unreadable(path, "it is a folder.");
    std::ifstream file(path, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (!file.is_open() || file.bad()) return unreadable(path, "permission is missing, or its disk fails.");
    return bytes;
}

Outcome write_file(const std::string& path, std::string_view bytes) {
    const std::string beside = path + ".part";
    std::error_code error;
    {
        std::ofstream file(beside, std::ios::binary | std::ios::trunc);
        file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        file.close();
        if (!file) {
            std::filesystem::remove(beside, error);
            return Problem{ProblemKind::invalid_request,
                           "‘" + path + "’ cannot be written. Is there such a folder, is there room, and may you write there?", path};
        }
    }
    std::filesystem::rename(beside, path, error);
    if (!error) return std::nullopt;
    std::filesystem::remove(beside, error);
    return Problem{ProblemKind::invalid_request, "‘" + path + "’ cannot be written: something else of that name is in the way.", path};
}

bool file_exists(const std::string& path) {
    std::error_code error;
    return std::filesystem::exists(path, error);
}

bool is_folder(const std::string& path) {
    std::error_code error;
    return std::filesystem::is_directory(path, error);
}

std::vector<std::string> files_below(const std::string& folder) {
    using namespace std::filesystem;
    std::vector<std::string> files;
    std::error_code error;
    recursive_directory_iterator at(folder, directory_options::skip_permission_denied, error);
    for (; !error && at != recursive_directory_iterator(); at.increment(error)) {
        std::error_code unknown;
        if (at->is_regular_file(unknown)) files.push_back(at->path().lexically_relative(folder).generic_string());
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::string folder_of(const std::string& path) {
    const std::string folder = std::filesystem::path(path).parent_path().string();
    return folder.empty() ? folder : folder + "/";
}

} // namespace emic::cli
