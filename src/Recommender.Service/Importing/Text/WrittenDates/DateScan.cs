namespace Recommender.Service.Importing.Text.WrittenDates;

/// <summary>Goes over the tokens of a date once, and tells for each what it is.</summary>
internal sealed class DateScan(string text, List<DateToken> tokens, ulong language)
{
    private static readonly System.Buffers.SearchValues<char> AfterZone = System.Buffers.SearchValues.Create(" ()[]\t,");
    private static readonly DateToken None = new(DateTokenKind.Mark, "\0", 0, 0, 0, false, false);

    private readonly DateFields _fields = new();
    private int _at;
    private DateRoles _before;
    private int _era;
    private bool _isAfterTime;

    /// <summary>The fields; null if a part of the text is not of a date.</summary>
    public static DateFields? Of(string text, ulong language)
    {
        var scan = new DateScan(text, DateLexer.Read(text), language);
        while (scan._at < scan.Count)
        {
            var token = scan.Token(0);
            if (!(token.IsNumber ? scan.ReadNumber(token) : token.IsWord ? scan.ReadWord(token) : scan.ReadMark(token)))
            {
                return null;
            }
        }

        return scan._fields;
    }

    private int Count => tokens.Count;

    private DateToken Token(int ahead) => _at + ahead >= 0 && _at + ahead < Count ? tokens[_at + ahead] : None;

    private DateRoles RoleAt(int ahead) => Token(ahead) is { IsWord: true } word && DateWords.Find(word.Text) is { } known
        ? known.Roles : DateRoles.None;

    private bool ReadNumber(DateToken number)
    {
        var before = _before;
        (_before, var era, _era) = (DateRoles.None, _era, 0);
        if (_fields.Time is null && ReadTime(number, before) is { } isTime)
        {
            return isTime;
        }

        if (number.Value is < 0 or > 99_999_999)
        {
            return false;
        }

        _isAfterTime = false;
        var value = (int)number.Value;
        if (era > 0)
        {
            _fields.Year = era + value;
            _at += (RoleAt(1) & DateRoles.Year) != 0 ? 2 : 1;
            return true;
        }

        return ReadUnit(value, before) || ReadWeek(number) || ReadCompact(number) || ReadPlain(number, value);
    }

    // Null if the number does not begin a time; false if it begins a wrong one.
    private bool? ReadTime(DateToken number, DateRoles before)
    {
        if (number.Digits > 2)
        {
            return null;
        }

        var hour = (int)number.Value;
        if (Token(1).IsMark(':'))
        {
            return Token(2) is { IsNumber: true, Digits: <= 2 } minute && Minutes(hour, (int)minute.Value, 3, ':');
        }

        var isClock = (before & DateRoles.Clock) != 0;
        var isHour = IsUnit(1, DateRoles.Hour);
        if (Token(1).IsMark('.') && !Token(1).IsSpaced && Token(2) is { IsNumber: true, Digits: 2, IsSpaced: false } dotted
            && !(Token(3).IsMark('.') && Token(4).Digits > 2) && (isClock || (RoleAt(3) & DateRoles.Hour) != 0 || IsDotted()))
        {
            return Minutes(hour, (int)dotted.Value, 3, '.');
        }

        if (isHour)
        {
            return Token(2) is { IsNumber: true, Digits: <= 2 } after && !Token(3).IsMark('/') && !Token(3).IsMark('.')
                && (!after.IsSpaced || IsUnit(3, DateRoles.Minute))
                ? Minutes(hour, (int)after.Value, 3, '\0') : Take(hour, 0, 0, 2);
        }

        // "3pm".
        return hour <= 12 && IsHalf(1) ? Take(hour, 0, 0, 1) : null;
    }

    // "25.03.2026 10.30", "25 mars 2026 10.30.15": once the date is there.
    private bool IsDotted() => Token(0).IsSpaced
        && _fields.Numbers.Count >= (_fields.Names.Any(name => name.Word.Months.Count > 0) ? 2 : 3);

    private bool IsHalf(int ahead) => Token(ahead).IsWord
        && (Token(ahead).Text is "am" or "pm" || (Token(ahead).Text is "a" or "p" && Joined(ahead, 2, out _) is "a m" or "p m"));

    private bool IsUnit(int ahead, DateRoles role) => (RoleAt(ahead) & role) != 0;

    // From the minutes on; ahead is the position of what follows them.
    private bool Minutes(int hour, int minute, int ahead, char mark)
    {
        ahead += IsUnit(ahead, DateRoles.Minute) ? 1 : 0;
        var second = 0;
        var hasSeconds = mark != '\0' && Token(ahead).IsMark(mark) && Token(ahead + 1) is { IsNumber: true, Digits: <= 2 };
        if (hasSeconds || (Token(ahead) is { IsNumber: true, Digits: <= 2 } && IsUnit(ahead + 1, DateRoles.Second)))
        {
            second = (int)Token(hasSeconds ? ahead + 1 : ahead).Value;
            ahead += 2;
        }

        // A time of the day has no fourth part.
        return !(mark == ':' && Token(ahead).IsMark(':') && Token(ahead + 1).IsNumber) && Take(hour, minute, second, ahead);
    }

    private bool Take(int hour, int minute, int second, int ahead)
    {
        if (hour > 24 || minute > 59 || second > 60 || (hour == 24 && (minute > 0 || second > 0)))
        {
            return false;
        }

        var time = new TimeSpan(hour, minute, Math.Min(second, 59));
        _at += ahead;
        if ((Token(0).IsMark('.') || Token(0).IsMark(',')) && Token(1) is { IsNumber: true, IsSpaced: false } fraction
            && !Token(0).IsSpaced)
        {
            time += TimeSpan.FromMilliseconds((int)(1000 * fraction.Value / Math.Pow(10, fraction.Digits)));
            _at += 2;
        }

        _fields.Time = time;
        _isAfterTime = true;
        return true;
    }

    private bool ReadUnit(int value, DateRoles before)
    {
        var role = RoleAt(1);
        if ((role & DateRoles.Year) != 0 || (before & DateRoles.BeforeYear) != 0)
        {
            _fields.Year = value;
        }
        else if ((role & DateRoles.Month) != 0 || (before & DateRoles.BeforeMonth) != 0)
        {
            _fields.Month = value;
        }
        else if ((role & DateRoles.Day) != 0 || (before & DateRoles.BeforeDay) != 0)
        {
            _fields.Day = value;
        }
        else
        {
            return false;
        }

        _at++;
        if ((role & (DateRoles.Year | DateRoles.Month | DateRoles.Day)) != 0)
        {
            _fields.IsKorean |= IsHangul(Token(0).Text[0]);
            _at++;
        }

        return true;
    }

    // "2026-W13-3", "2026W133".
    private bool ReadWeek(DateToken year)
    {
        var ahead = Token(1).IsMark('-') ? 2 : 1;
        if (year.Digits != 4 || (RoleAt(ahead) & DateRoles.Week) == 0 || Token(ahead + 1) is not { IsNumber: true, Digits: 2 or 3 } week)
        {
            return false;
        }

        (_fields.Year, _fields.WeekOfYear) = ((int)year.Value, week.Digits == 3 ? (int)week.Value / 10 : (int)week.Value);
        _fields.Day = week.Digits == 3 ? (int)week.Value % 10 : 1;
        _at += ahead + 2;
        if (week.Digits == 2 && Token(0).IsMark('-') && Token(1) is { IsNumber: true, Digits: 1 } day)
        {
            _fields.Day = (int)day.Value;
            _at += 2;
        }

        return true;
    }

    // "20210504", "20210504T1320", "20210504 132005".
    private bool ReadCompact(DateToken date)
    {
        if (date.Digits != 8)
        {
            return false;
        }

        (_fields.Year, _fields.Month, _fields.Day) =
            ((int)(date.Value / 10_000), (int)(date.Value / 100 % 100), (int)(date.Value % 100));
        var ahead = (RoleAt(1) & DateRoles.TimeMark) != 0 ? 2 : 1;
        if (_fields.Time is null && Token(ahead) is { IsNumber: true, Digits: 4 or 6 } time)
        {
            var value = (int)(time.Digits == 4 ? time.Value * 100 : time.Value);
            return Take(value / 10_000, value / 100 % 100, value % 100, ahead + 1);
        }

        _at++;
        return true;
    }

    private bool ReadPlain(DateToken number, int value)
    {
        if (number.Digits > 4)
        {
            return false;
        }

        var mark = Token(-1);
        var isOrdinal = Token(1) is { IsWord: true, IsSpaced: false } && (RoleAt(1) & DateRoles.Ordinal) != 0;
        _fields.Numbers.Add(new DateNumber(
            value, number.Digits, _at, mark.Kind == DateTokenKind.Mark && !number.IsSpaced ? mark.Text[0] : '\0', isOrdinal));
        _at += isOrdinal ? 2 : 1;
        return true;
    }

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

    private bool ReadZone(DateToken word)
    {
        var end = text.AsSpan(word.Start).IndexOfAny(AfterZone);
        var name = text[word.Start..(end < 0 ? text.Length : word.Start + end)];
        if (DateZones.Named(name) is { } zone)
        {
            _fields.Zone ??= zone;
            while (_at < Count && Token(0).Start < word.Start + name.Length)
            {
                _at++;
            }

            return true;
        }

        // After the time, or at the end of a date without one.
        if (DateZones.Find(word.Text) is not { } offset || !(_isAfterTime || _fields.Offset is not null || _at == Count - 1))
        {
            return false;
        }

        // "-0700 MST" states the same twice.
        _fields.Offset ??= offset;
        _at++;
        // "GMT+2".
        if ((Token(0).IsMark('+') || Token(0).IsMark('-')) && Token(1) is { IsNumber: true, IsSpaced: false } && !_isOffsetRead)
        {
            return ReadOffset(Token(0).Text[0]);
        }

        return true;
    }

    private bool _isOffsetRead;

    private bool ReadOffset(char sign)
    {
        var number = Token(1);
        if (number is not { IsNumber: true, Digits: <= 4 } || _isOffsetRead)
        {
            return false;
        }

        var (hours, minutes) = number.Digits > 2 ? (number.Value / 100, number.Value % 100) : (number.Value, 0L);
        _at += 2;
        if (number.Digits <= 2 && Token(0).IsMark(':'))
        {
            if (Token(1) is not { IsNumber: true, Digits: 2 } after)
            {
                return false;
            }

            minutes = after.Value;
            _at += 2;
        }

        if (minutes > 59)
        {
            return false;
        }

        var offset = new TimeSpan((int)hours, (int)minutes, 0) * (sign == '-' ? -1 : 1);
        // No place is further from Greenwich: such an offset says nothing.
        _fields.Offset = offset < TimeSpan.FromHours(-12) || offset > TimeSpan.FromHours(14) ? TimeSpan.Zero : offset;
        (_isOffsetRead, _isAfterTime) = (true, true);
        return true;
    }

    private bool ReadMark(DateToken mark)
    {
        switch (mark.Text[0])
        {
            case '+' or '-' when _isAfterTime && !_isOffsetRead && Token(1) is { IsNumber: true, IsSpaced: false }:
                return ReadOffset(mark.Text[0]);
            case ':' when Token(-1).IsWord || Token(-1).Digits == 4:
            case ',' or '.' or ';' or '|' or '/' or '-' or '\'' or '@' or '*' or '~' or '·' or '・' or '•':
                _at++;
                return true;
            default:
                _at++;
                return mark.IsInside;
        }
    }
}
