namespace Recommender.Service.Importing.Text.WrittenDates;

/// <summary>Names, and the other words of dates.</summary>
internal sealed partial class DateScan
{
    private bool ReadWord(DateToken first)
    {
        // Days of the week of one letter, in Hungarian and Estonian.
        if (_at == 0 && first.Text.Length == 1 && Token(Token(1).IsMark(',') ? 2 : 1) is { IsNumber: true, IsSpaced: true })
        {
            _at++;
            return true;
        }

        for (var count = DateWords.LongestName; count > 0; count--)
        {
            if (Joined(0, count, out var taken) is { } words && DateWords.Find(words) is { } known)
            {
                return ReadKnown(known, words, taken, first);
            }
        }

        // Hebrew writes "in" as one word with the month.
        if (first.Text[0] == 'ב' && first.Text.Length > 1 && DateWords.Find(first.Text[1..]) is { Months.Count: > 0 } month)
        {
            return ReadKnown(month, first.Text[1..], 1, first);
        }

        if (ReadZone(first))
        {
            return true;
        }

        _at++;
        return first.IsInside;
    }

    // Words with nothing but dots and apostrophes between them, joined by spaces; null if there are not so many.
    private string? Joined(int ahead, int count, out int taken)
    {
        taken = 0;
        var words = "";
        for (var found = 0; found < count; taken++)
        {
            var token = Token(ahead + taken);
            if (token.IsWord)
            {
                words += found++ == 0 ? token.Text : " " + token.Text;
            }
            else if (found == 0 || !(token.IsMark('.') || token.IsMark('\'') || token.IsMark('-')))
            {
                return null;
            }
        }

        return words;
    }

    private bool ReadKnown(DateWord known, string words, int taken, DateToken first)
    {
        var isNumberNext = Token(taken).IsNumber || (Token(taken).IsMark('.') && Token(taken + 1).IsNumber);
        var isName = known.Months.Count > 0 || known.Days.Count > 0;
        if (_isAfterTime && !(isName && char.IsLower(text[first.Start])) && !(words == "at" && isNumberNext) && ReadZone(first))
        {
            return true;
        }

        if (ReadHalf(known, words, taken) is { } isRead)
        {
            return isRead;
        }

        // Vietnamese counts the days of the week.
        if (words is "thu" or "th" && language != 0 && language == DateWords.BitOf("vi") && Token(taken) is { IsNumber: true, Digits: 1 })
        {
            _at += taken + 1;
            return true;
        }

        if (isName)
        {
            _fields.Names.Add((known, _at, words.Length >= 3 || words[0] > '\u02FF'));
            _isAfterTime = false;
        }
        else if (known.Era > 0)
        {
            _era = known.Era;
        }
        else if ((known.Roles & DateRoles.TimeMark) != 0)
        {
            // Only between a date and a time.
            if (!Token(-1).IsNumber || !Token(1).IsNumber)
            {
                return first.IsInside;
            }
        }
        else if (known.Roles is DateRoles.Week || (known.Roles is DateRoles.Ordinal && first.IsSpaced))
        {
            return first.IsInside;
        }

        _fields.IsBuddhist |= (known.Roles & DateRoles.Buddhist) != 0 || first.Text[0] is >= '\u0E00' and <= '\u0E7F';
        _fields.IsKorean |= IsHangul(first.Text[0]);
        _before = known.Roles;
        _at += taken;
        return true;
    }

    // Before or after noon; null if the word is something else here, false if it may be either. "de", "em" and "du" are that in some
    // languages only.
    private bool? ReadHalf(DateWord known, string words, int taken)
    {
        var half = known.Forenoon | known.Afternoon;
        var isBefore = Token(taken) is { IsNumber: true, Digits: <= 2 } && (Token(taken + 1).IsMark(':')
            || (RoleAt(taken + 1) & DateRoles.Hour) != 0);
        if (half == 0 || (!_isAfterTime && !isBefore))
        {
            return null;
        }

        var isElse = known.Roles != DateRoles.None || known.Months.Count > 0 || known.Days.Count > 0;
        if (isElse && (half & language) == 0)
        {
            // German "um 12:30 am 3. März", Portuguese "10:30 em 3 de março"; but "12:30 AM 3 March".
            if ((Token(taken).IsNumber || isBefore) && !(words == "am" && (char.IsUpper(text[Token(0).Start]) || !Token(0).IsSpaced)))
            {
                return words != "am" || language != 0 || _fields.Time?.Hours != 12 ? null : false;
            }

            if (known.Afternoon != 0 && known.Days.Count > 0)
            {
                return false;
            }
        }

        _fields.IsAfternoon = known.Afternoon != 0;
        _fields.IsKorean |= IsHangul(words[0]);
        _at += taken;
        return true;
    }

    private static bool IsHangul(char c) => c is (>= '\u1100' and <= '\u11FF') or (>= '\uAC00' and <= '\uD7A3');
}
