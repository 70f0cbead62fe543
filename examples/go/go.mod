module deskhook.example/publish

go 1.21
