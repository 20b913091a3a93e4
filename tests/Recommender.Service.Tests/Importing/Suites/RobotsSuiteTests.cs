using System.Text;
using System.Text.RegularExpressions;
using Recommender.Service.Importing.Fetching;

namespace Recommender.Service.Tests.Importing.Suites;

/// <summary>The expectations of Google's parser of robots.txt, which are C++: file, user agent, address, and yes or no.</summary>
public sealed partial class RobotsSuiteTests(ITestOutputHelper output)
{
    private static readonly (string, string)[] Reasons =
    [
        ("IndexHTMLisDirectory", "Google's own: index.html stands for its folder"),
        ("UpToFirstSpace", "a user agent with a space in it, which no fetcher sends"),
        ("ID_Encoding", "RFC 9309 compares what is not ASCII, and encoded letters, in one spelling; Google does not"),
    ];

    [Fact]
    public void Rules_are_understood_as_Google_expects()
    {
        var suite = Suite.Open("robotstxt");
        var (test, texts) = ("", new Dictionary<string, string>());
        foreach (Match match in Token().Matches(suite.Text("robots_test.cc")))
        {
            if (match.Groups["test"].Success)
            {
                (test, texts) = (match.Groups["test"].Value, []);
            }
            else if (match.Groups["name"].Success)
            {
                texts[match.Groups["name"].Value] = Unescaped(match.Groups["text"].Value);
            }
            else if (!test.Contains("LineTooLong", StringComparison.Ordinal)
                && Arguments(match.Groups["arguments"].Value, texts) is [var file, var agent, { Length: > 0 } url])
            {
                var isAllowed = RobotsRules.Parse(file, agent).Allows(new Uri(url));
                var missed = $"{test}: {file.ReplaceLineEndings("\\n")} {agent} {url}";
                suite.Count(isAllowed == (match.Groups["expected"].Value == "TRUE"), missed, Reasons);
            }
        }

        suite.Tell(output, "expectations of Google", 126);
    }

    // Null if one is neither a text nor a known variable.
    private static List<string>? Arguments(string code, Dictionary<string, string> texts)
    {
        var arguments = Comma().Split(code).Select(argument => argument.Trim())
            .Select(argument => argument.StartsWith('"') ? Unescaped(argument) : texts.GetValueOrDefault(argument)).ToList();
        return arguments.Contains(null) ? null : arguments.ConvertAll(argument => argument!);
    }

    // C++ joins neighbouring literals. Bytes above 127 are UTF-8.
    private static string Unescaped(string literals)
    {
        var bytes = new List<byte>();
        foreach (Match literal in Literal().Matches(literals))
        {
            var text = literal.Groups[1].Value;
            for (var i = 0; i < text.Length; i++)
            {
                if (text[i] != '\\')
                {
                    bytes.AddRange(Encoding.UTF8.GetBytes(text[i].ToString()));
                    continue;
                }

                i++;
                if (text[i] == 'x')
                {
                    bytes.Add(Convert.ToByte(text.Substring(i + 1, 2), 16));
                    i += 2;
                }
                else
                {
                    bytes.Add((byte)(text[i] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', var c => c }));
                }
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    [GeneratedRegex(
        @"TEST\(RobotsUnittest, (?<test>\w+)\)"
        + @"|(?:absl::string_view|std::string)\s+(?<name>\w+)\s*=\s*(?<text>(?:\s*""(?:[^""\\]|\\.)*"")+)\s*;"
        + @"|EXPECT_(?<expected>TRUE|FALSE)\(\s*IsUserAgentAllowed\(\s*(?<arguments>(?:[^()]|\([^()]*\))*)\)\s*\)",
        RegexOptions.Singleline)]
    private static partial Regex Token();

    [GeneratedRegex(@",\s*(?=(?:[^""]*""[^""]*"")*[^""]*$)")]
    private static partial Regex Comma();

    [GeneratedRegex(@"""((?:[^""\\]|\\.)*)""", RegexOptions.Singleline)]
    private static partial Regex Literal();
}
