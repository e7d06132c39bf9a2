#pragma once
// Databases as other programs write them, made by SQLite itself from SQL.

#include <sqlite3.h>
#include <stdexcept>
#include <string>

namespace emic::test {

inline std::string make_database(const std::string& sql) {
    sqlite3_initialize();
    sqlite3* database = nullptr;
    sqlite3_open(":memory:", &database);
    char* message = nullptr;
    const int status = sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &message);
    const std::string problem = message ? message : "";
    sqlite3_int64 size = 0;
    unsigned char* bytes = sqlite3_serialize(database, "main", &size, 0);
    std::string file(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    sqlite3_free(bytes);
    sqlite3_free(message);
    sqlite3_close(database);
    if (status != SQLITE_OK) throw std::runtime_error(problem);
    return file;
}

inline std::string qualcoder_schema() {
    return "CREATE TABLE project (databaseversion text, date text, memo text, about text, bookmarkfile integer, bookmarkpos integer, "
           "codername text, recently_used_codes text);"
           "CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text, "
           "av_text_id integer, risid integer, unique(name));"
           "CREATE TABLE code_image (imid integer primary key, id integer, x1 integer, cid integer, memo text);"
           "CREATE TABLE code_av (avid integer primary key, id integer, pos0 integer, pos1 integer, cid integer);"
           "CREATE TABLE annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text, owner text, date text);"
           "CREATE TABLE attribute_type (name text primary key, date text, owner text, memo text, caseOrFile text, valuetype text);"
           "CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text, id integer, date text, owner text);"
           "CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer, owner text, "
           "date text, memo text);"
           "CREATE TABLE cases (caseid integer primary key, name text, memo text, owner text, date text, constraint ucm unique(name));"
           "CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer, unique(name));"
           "CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer, pos1 integer, "
           "owner text, date text, memo text, avid integer, important integer, unique(cid,fid,pos0,pos1, owner));"
           "CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text, color text, unique(name));"
           "CREATE TABLE journal (jid integer primary key, name text, jentry text, date text, owner text);"
           "CREATE VIEW code_text_visible AS SELECT * FROM code_text WHERE owner IN (SELECT name FROM cases);";
}

inline std::string qualcoder_study() {
    return qualcoder_schema() +
           "INSERT INTO project VALUES ('v11','2024-05-01 10:00:00','How nurses speak of nights','QualCoder 3.5',0,0,'Mia','');"
           "INSERT INTO source VALUES (1,'Ana.txt','I felt lonely" "\r\n" "at night. Être là.',NULL,'First talk','Mia','2024-05-02 09:30:00',NULL,NULL);"
           "INSERT INTO source VALUES (2,'Ben.txt','😀 I was fine 😀 really.',NULL,'','Mia','2024-05-02 09:31:00',NULL,NULL);"
           "INSERT INTO source VALUES (3,'map.png',NULL,'/images/map.png','','Mia','2024-05-02',NULL,NULL);"
           "INSERT INTO code_cat VALUES (1,'Feelings','Mia','2024-05-02','What was felt',NULL);"
           "INSERT INTO code_cat VALUES (2,'Dark feelings','Mia','2024-05-02','',1);"
           "INSERT INTO code_name VALUES (1,'lonely','Alone and sorry for it',2,'Mia','2024-05-02','#F4A460');"
           "INSERT INTO code_name VALUES (2,'fine','',NULL,'Mia','2024-05-02','#7CFC00');"
           "INSERT INTO code_text VALUES (1,1,1,'lonely',7,13,'Mia','2024-05-03 08:00:00','so short',NULL,1);"
           "INSERT INTO code_text VALUES (2,1,1,'Être',25,29,'Jo','2024-05-03 08:01:00','',NULL,NULL);"
           "INSERT INTO code_text VALUES (3,2,2,'fine',9,13,'Mia','2024-05-03 08:02:00','',NULL,NULL);"
           "INSERT INTO code_text VALUES (4,2,2,'really',17,23,'Mia','2024-05-03 08:02:00','',NULL,NULL);"
           "INSERT INTO code_image VALUES (1,3,0,1,'');"
           "INSERT INTO cases VALUES (1,'Ana','Nurse',  'Mia','2024-05-02');"
           "INSERT INTO case_text VALUES (1,1,1,0,33,'Mia','2024-05-02','');"
           "INSERT INTO attribute_type VALUES ('Age','2024-05-02','Mia','in years','case','numeric');"
           "INSERT INTO attribute VALUES (1,'Age','case','41',1,'2024-05-02','Mia');"
           "INSERT INTO annotation VALUES (1,1,2,6,'tense?','Jo','2024-05-03');"
           "INSERT INTO journal VALUES (1,'Day 1','It rained.','2024-05-03','Mia');";
}

inline std::string taguette_schema() {
    return "CREATE TABLE users (login VARCHAR(30) NOT NULL PRIMARY KEY, created DATETIME NOT NULL);"
           "CREATE TABLE projects (id INTEGER PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL, description TEXT NOT NULL, created DATETIME);"
           "CREATE TABLE documents (id INTEGER PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL, description TEXT NOT NULL, "
           "filename VARCHAR(200) NOT NULL, created DATETIME, project_id INTEGER NOT NULL, text_direction VARCHAR(13), contents TEXT NOT NULL);"
           "CREATE TABLE commands (id INTEGER PRIMARY KEY AUTOINCREMENT, date DATETIME NOT NULL, user_login VARCHAR(30), project_id INTEGER, "
           "document_id INTEGER, payload TEXT NOT NULL);"
           "CREATE TABLE highlights (id INTEGER PRIMARY KEY AUTOINCREMENT, document_id INTEGER, start_offset INTEGER, end_offset INTEGER, snippet TEXT);"
           "CREATE TABLE tags (id INTEGER PRIMARY KEY AUTOINCREMENT, project_id INTEGER, path VARCHAR(200), description TEXT);"
           "CREATE TABLE highlight_tags (highlight_id INTEGER, tag_id INTEGER, PRIMARY KEY (highlight_id, tag_id));";
}

inline std::string taguette_study() {
    return taguette_schema() +
           "INSERT INTO projects VALUES (1,'Nights','How nurses speak','2024-05-01 10:00:00.123456');"
           "INSERT INTO documents VALUES (1,'Ana','first','ana.docx','2024-05-02 10:00:00',1,'LEFT_TO_RIGHT',"
           "'<h2>Être là</h2>" "\n" "<p>I <b>felt</b> lonely &amp; sad.</p>" "\n" "<p>Then   day.</p>');"
           "INSERT INTO tags VALUES (1,1,'feeling','What is felt');"
           "INSERT INTO tags VALUES (2,1,'feeling.lonely','');"
           "INSERT INTO tags VALUES (3,1,'e.g. time','');"
           // Units: "Être là" 9 bytes, LF 1, "I felt lonely & sad." 20, LF 1, "Then   day." 11.
           "INSERT INTO highlights VALUES (1,1,12,23,'<p><b>felt</b> lonely</p>');"
           "INSERT INTO highlights VALUES (2,1,0,9,'<h2>Être là</h2>');"
           "INSERT INTO highlights VALUES (3,1,17,36,'<p>lonely &amp; sad.</p>" "\n" "<p>Then</p>');"
           "INSERT INTO highlights VALUES (4,1,38,41,'<p>Thursday.</p>');"
           "INSERT INTO highlight_tags VALUES (1,2);INSERT INTO highlight_tags VALUES (1,1);INSERT INTO highlight_tags VALUES (3,3);"
           "INSERT INTO highlight_tags VALUES (4,3);"
           "INSERT INTO commands VALUES (1,'2024-05-03 11:00:00','jo',1,1,'{\"type\": \"highlight_add\", \"highlight_id\": 1}');";
}

} // namespace emic::test
